using System.Text.Json;
using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.Data.Webhooks;
using ClientForge.Billing.Data;
using ClientForge.Billing.Services.Jobs;
using ClientForge.Billing.Services.StripeApi.ReadBacks;
using Microsoft.Extensions.Logging;
using Stripe;

namespace ClientForge.Billing.Services.StripeApi;

/// <summary>
/// The one way to write to Stripe. A decision is stored as an intent (<see cref="PlanAsync"/>, in the caller's
/// transaction), sent outside any transaction (<see cref="SendAsync"/>), and its result stored in a second one together
/// with the mark that makes the object be read again. The answer's body is never taken for the object's present state.
/// </summary>
public sealed partial class StripeIntents(
    Database database,
    StripeIntentRepository intents,
    ObjectSyncRepository objectSync,
    StripeClient stripe,
    TimeProvider time,
    ILogger<StripeIntents> logger)
{
    private const int InteractiveAttempts = 2;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AwaitLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AwaitPause = TimeSpan.FromMilliseconds(25);

    /// <summary>A new id for an intent, to be put into the metadata of the call that is captured for it.</summary>
    public Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>Stores the decision in the caller's unit of work, or finds the same decision made before.</summary>
    public Task<StripeIntentRow> PlanAsync(Work work, IntentPlan plan)
    {
        var now = time.GetUtcNow();
        return intents.AddOrFindAsync(work, new StripeIntentRow
        {
            TenantId = plan.TenantId,
            Id = plan.Id,
            Kind = plan.Kind,
            NaturalKey = plan.NaturalKey,
            Method = plan.Call.Method,
            Path = plan.Call.Path,
            Body = plan.Call.Body,
            ApiVersion = StripeConfiguration.ApiVersion,
            Generation = 1,
            IdempotencyKey = IntentKey.For(plan.Id, 1),
            State = IntentState.Pending,
            ObjectType = plan.ObjectType,
            NextAttemptAt = now,
            Actor = plan.Actor,
            CreatedAt = now,
            UpdatedAt = now,
        });
    }

    /// <summary>Stores a decision that stands alone and sends it.</summary>
    public async Task<IntentOutcome> RunAsync(IntentPlan plan, CancellationToken cancellationToken)
    {
        var intent = plan.TenantId is { } tenantId
            ? await database.InTenantAsync(tenantId, work => PlanAsync(work, plan), cancellationToken)
            : await database.AsSystemAsync(work => PlanAsync(work, plan), cancellationToken);
        return await SendAsync(intent, cancellationToken);
    }

    /// <summary>Sends a stored intent, or waits a while for whoever is sending it already.</summary>
    public async Task<IntentOutcome> SendOrAwaitAsync(StripeIntentRow intent, CancellationToken cancellationToken)
    {
        var outcome = await SendAsync(intent, cancellationToken);
        for (var waited = TimeSpan.Zero; outcome.Intent.State == IntentState.Sending && waited < AwaitLimit; waited += AwaitPause)
        {
            await Task.Delay(AwaitPause, cancellationToken);
            outcome = await SendAsync(outcome.Intent, cancellationToken);
        }

        return outcome;
    }

    /// <summary>
    /// Sends a stored intent, again under the same key when Stripe was busy or silent; what stays unknown is left to the
    /// sweep. A final intent is not sent again: its outcome is told.
    /// </summary>
    public async Task<IntentOutcome> SendAsync(StripeIntentRow intent, CancellationToken cancellationToken)
    {
        var outcome = new IntentOutcome { Intent = intent };
        for (var attempt = 1; attempt <= InteractiveAttempts && !outcome.Intent.IsFinal; attempt++)
        {
            var sent = await SendOnceAsync(intent.Id, cancellationToken);
            if (sent is null)
                return new IntentOutcome { Intent = await GetAsync(intent.Id, cancellationToken) };
            outcome = sent;
        }

        return outcome;
    }

    /// <summary>One attempt under the intent's lease; null when it is final, its key is too old, or somebody else is at it.</summary>
    internal async Task<IntentOutcome?> SendOnceAsync(Guid intentId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var intent = await database.AsSystemAsync(
            work => intents.BeginAttemptAsync(work, intentId, LeaseOwner.Current, Lease, now - IntentKey.Lifetime, now), cancellationToken);
        if (intent is null)
            return null;

        var (result, answer) = await CallAsync(intent, cancellationToken);

        // What happened at Stripe is written down even if the caller has gone away meanwhile.
        await RecordAsync(intent, result, CancellationToken.None);
        LogAttempt(intent, result);
        return new IntentOutcome
        {
            Intent = await GetAsync(intent.Id, CancellationToken.None),
            FreshAnswer = result.Replayed == true ? null : answer,
        };
    }

    /// <summary>The intent as it stands now.</summary>
    internal Task<StripeIntentRow> GetAsync(Guid intentId, CancellationToken cancellationToken) =>
        database.AsSystemAsync(work => intents.GetAsync(work, intentId), cancellationToken);

    private Task RecordAsync(StripeIntentRow intent, IntentAttemptResult result, CancellationToken cancellationToken) => database.AsSystemAsync(
        async work =>
        {
            var now = time.GetUtcNow();
            var recorded = await intents.EndAttemptAsync(work, intent, result, now);
            if (recorded)
                await MarkDirtyAsync(work, intent with { State = result.State, StripeObjectId = result.StripeObjectId }, now);
        },
        cancellationToken);

    /// <summary>Records an outcome that was read back, like one that was answered.</summary>
    internal async Task RecordReadBackAsync(Work work, StripeIntentRow outcome, DateTimeOffset now)
    {
        if (await intents.EndReadBackAsync(work, outcome, now))
            await MarkDirtyAsync(work, outcome, now);
    }

    // A refused write may have changed its object too: a declined payment is on the invoice it was for.
    private async Task MarkDirtyAsync(Work work, StripeIntentRow intent, DateTimeOffset now)
    {
        if (intent is { State: IntentState.Succeeded, StripeObjectId: { } objectId } && MirroredTypes.Contains(intent.ObjectType))
            await objectSync.MarkDirtyAsync(work, intent.ObjectType, objectId, intent.TenantId, now);
        if (intent.State is IntentState.Rejected && IntentPath.Of(intent).MirroredObject is var (type, id))
            await objectSync.MarkDirtyAsync(work, type, id, intent.TenantId, now);
    }

    private async Task<(IntentAttemptResult Result, string? Answer)> CallAsync(StripeIntentRow intent, CancellationToken cancellationToken)
    {
        var options = new RawRequestOptions { IdempotencyKey = intent.IdempotencyKey };
        try
        {
            var content = intent.Method == HttpMethod.Post.Method ? intent.Body : null;
            var response = await stripe.RawRequestAsync(new HttpMethod(intent.Method), intent.Path, content, options, cancellationToken);
            return (IntentOutcomes.Success(response), response.Content);
        }
        catch (StripeException e)
        {
            return (IntentOutcomes.Failure(intent, e, time.GetUtcNow()), null);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonException or IOException)
        {
            return (IntentOutcomes.NoAnswer(intent, time.GetUtcNow()), null);
        }
    }

    private void LogAttempt(StripeIntentRow intent, IntentAttemptResult result) =>
        Log.Attempted(logger, intent.Kind, intent.Id, intent.TenantId, intent.Attempts, result.Outcome, result.HttpStatus, result.ErrorCode, result.StripeRequestId);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Stripe intent {Kind} {IntentId} of tenant {TenantId}: attempt {Attempt} {Outcome}, status {HttpStatus}, code {ErrorCode}, request {StripeRequestId}")]
        public static partial void Attempted(ILogger logger, string kind, Guid intentId, Guid? tenantId, int attempt, string outcome, int? httpStatus, string? errorCode, string? stripeRequestId);
    }
}

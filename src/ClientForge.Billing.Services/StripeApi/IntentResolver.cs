using System.Text.Json;
using ClientForge.Billing.Data.Reconciliation;
using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.Data;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.Jobs;
using Stripe;

namespace ClientForge.Billing.Services.StripeApi;

/// <summary>
/// Brings intents without a known outcome to one: by the same key as long as Stripe remembers it, by reading back after
/// that, or when Stripe has answered the same stored server error three times.
/// </summary>
public sealed class IntentResolver(
    Database database,
    StripeIntentRepository intents,
    StripeIntents sender,
    IEnumerable<IIntentReadBack> readBacks,
    FindingRepository findings,
    TimeProvider time)
{
    private const int IdenticalReplays = 3;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(90);

    /// <summary>Between read-backs that could not reach Stripe.</summary>
    private static readonly TimeSpan ReadBackPause = TimeSpan.FromMinutes(10);


    /// <summary>
    /// What every command calls before it decides anything on an aggregate: resolves what an earlier command left open on it.
    /// </summary>
    /// <param name="tenantId">The tenant whose intents are meant.</param>
    /// <param name="kindPrefix">Of the aggregate's intents: <c>subscription.</c>.</param>
    /// <param name="keyPrefix">Of their natural keys, where the tenant has several such aggregates: the invoice's id.</param>
    /// <param name="cancellationToken">Ends the wait, not the intents.</param>
    /// <exception cref="BillingException">409 <c>operation_in_progress</c>: one of them stays open.</exception>
    public async Task ResolvePendingAsync(Guid tenantId, string kindPrefix, string keyPrefix, CancellationToken cancellationToken)
    {
        var pending = await database.InTenantAsync(
            tenantId, work => intents.ListUnresolvedAsync(work, tenantId, kindPrefix, keyPrefix), cancellationToken);
        foreach (var intent in pending)
        {
            if (!(await ResolveAsync(intent, cancellationToken)).IsFinal)
                throw InProgress();
        }
    }

    /// <inheritdoc cref="ResolvePendingAsync(Guid, string, string, CancellationToken)"/>
    public Task ResolvePendingAsync(Guid tenantId, string kindPrefix, CancellationToken cancellationToken) =>
        ResolvePendingAsync(tenantId, kindPrefix, keyPrefix: "", cancellationToken);

    /// <summary>
    /// The last look before a decision is stored, in its unit of work and under the aggregate's lock: nothing else may be
    /// open on the aggregate.
    /// </summary>
    /// <param name="work">The unit of work that stores the decision.</param>
    /// <param name="tenantId">The tenant whose intents are meant.</param>
    /// <param name="kindPrefix">Of the aggregate's intents.</param>
    /// <param name="naturalKey">Of the decision itself, which may be stored already.</param>
    /// <param name="keyPrefix">Of the natural keys, where the tenant has several such aggregates.</param>
    /// <exception cref="BillingException">409 <c>operation_in_progress</c>.</exception>
    public async Task EnsureNothingPendingAsync(Work work, Guid tenantId, string kindPrefix, string naturalKey, string keyPrefix = "")
    {
        var pending = await intents.ListUnresolvedAsync(work, tenantId, kindPrefix, keyPrefix);
        if (pending.Any(intent => intent.NaturalKey != naturalKey))
            throw InProgress();
    }

    /// <summary>Makes one step towards the intent's outcome.</summary>
    /// <returns>The intent as it stands now.</returns>
    public async Task<StripeIntentRow> ResolveAsync(StripeIntentRow intent, CancellationToken cancellationToken)
    {
        if (intent.IsFinal)
            return intent;
        if (await MustReadBackAsync(intent, cancellationToken))
            await ReadBackAsync(intent, cancellationToken);
        else
            await sender.SendOnceAsync(intent.Id, cancellationToken);
        return await database.AsSystemAsync(work => intents.GetAsync(work, intent.Id), cancellationToken);
    }

    private static BillingException InProgress() => BillingException.Conflict(
        "operation_in_progress", "An earlier request on the same object has no known outcome yet. It is being resolved; try again shortly.");

    private async Task<bool> MustReadBackAsync(StripeIntentRow intent, CancellationToken cancellationToken) =>
        intent.FirstSentAt <= time.GetUtcNow() - IntentKey.Lifetime
        || await database.AsSystemAsync(work => intents.IsStuckOnReplayAsync(work, intent, IdenticalReplays), cancellationToken);

    private async Task ReadBackAsync(StripeIntentRow intent, CancellationToken cancellationToken)
    {
        var leased = await database.AsSystemAsync(work => intents.BeginReadBackAsync(work, intent.Id, LeaseOwner.Current, Lease), cancellationToken);
        if (leased is null)
            return;
        var found = await AskAsync(leased, cancellationToken);
        await database.AsSystemAsync(work => WriteAsync(work, leased, found), CancellationToken.None);
    }

    /// <returns>Null when Stripe could not be asked.</returns>
    private async Task<ReadBack?> AskAsync(StripeIntentRow intent, CancellationToken cancellationToken)
    {
        if (readBacks.FirstOrDefault(candidate => candidate.Covers(intent)) is not { } readBack)
            return new ReadBack.Undecidable($"No read-back is known for {intent.Kind}.");
        try
        {
            return await readBack.ReadAsync(intent, cancellationToken);
        }
        catch (Exception e) when (e is StripeException or HttpRequestException or IOException or JsonException
            || e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task WriteAsync(Work work, StripeIntentRow intent, ReadBack? found)
    {
        var now = time.GetUtcNow();
        switch (found)
        {
            case ReadBack.Absent:
                await intents.StartGenerationAsync(work, intent, IntentKey.For(intent.Id, intent.Generation + 1), now);
                break;
            case ReadBack.Happened(var objectId):
                await sender.RecordReadBackAsync(work, Final(intent, IntentState.Succeeded) with { StripeObjectId = objectId }, now);
                break;
            case ReadBack.Refused refused:
                await sender.RecordReadBackAsync(work, Refuse(intent, refused), now);
                break;
            case ReadBack.Undecidable(var why):
                if (await intents.EndReadBackAsync(work, Final(intent, IntentState.NeedsHuman) with { ErrorMessage = why }, now))
                    await findings.FileAsync(work, Finding(intent, why, now));
                break;
            default:
                await intents.EndReadBackAsync(work, intent with { NextAttemptAt = now + ReadBackPause }, now);
                break;
        }
    }

    private static StripeIntentRow Final(StripeIntentRow intent, string state) => intent with
    {
        State = state,
        NextAttemptAt = null,
        ErrorType = null,
        ErrorCode = null,
        DeclineCode = null,
        ErrorMessage = null,
    };

    private static StripeIntentRow Refuse(StripeIntentRow intent, ReadBack.Refused refused) => Final(intent, IntentState.Rejected) with
    {
        ErrorType = refused.ErrorType,
        ErrorCode = refused.ErrorCode,
        DeclineCode = refused.DeclineCode,
        ErrorMessage = refused.Message,
    };

    private static FindingRow Finding(StripeIntentRow intent, string why, DateTimeOffset now) => new()
    {
        TenantId = intent.TenantId,
        Id = Guid.CreateVersion7(now),
        Kind = "intent_needs_human",
        ObjectType = "stripe_intent",
        ObjectId = intent.Id.ToString(),
        Actual = Json.From(new { intent.Kind, intent.Path, intent.Attempts, intent.Generation, why }),
        Policy = "hold",
        FirstSeen = now,
    };
}

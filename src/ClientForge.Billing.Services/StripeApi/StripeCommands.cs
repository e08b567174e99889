using ClientForge.Billing.Data;
using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.Webhooks;

namespace ClientForge.Billing.Services.StripeApi;

/// <summary>One write to Stripe that a caller's command makes.</summary>
public sealed record StripeCommand
{
    public required RequestContext Context { get; init; }

    /// <summary>Kind of the intent: <c>subscription.update</c>. What stands before the first dot is the aggregate that is locked.</summary>
    public required string Kind { get; init; }

    /// <summary>Stripe's name of what the call answers with.</summary>
    public required string ObjectType { get; init; }

    /// <summary>Tells the steps of one command apart; the same step asked for again is the same decision.</summary>
    public string Step { get; init; } = "";

    /// <summary>
    /// Checks and decides, under the tenant's lock and on up-to-date projections; gets the intent's id for Stripe's metadata.
    /// Null means that there is nothing to do.
    /// </summary>
    public required Func<Work, Guid, Task<StripeCall?>> Decide { get; init; }

    internal string Aggregate => Kind[..Kind.IndexOf('.', StringComparison.Ordinal)];

    internal string NaturalKey => Step.Length == 0 ? Context.OperationKey : $"{Context.OperationKey}:{Step}";
}

/// <summary>What a command goes through once its turn has come.</summary>
public sealed record CommandFlow(CommandTurns Turns, StripeIntents Sender, IntentResolver Resolver);

/// <summary>
/// How every command writes to Stripe: what an earlier command left open is resolved, the tenant's projections are brought
/// up to date, the decision is taken and stored under the aggregate's lock, sent, and its result read back. Commands of one
/// tenant on one aggregate therefore happen one after the other, on any number of replicas.
/// </summary>
public sealed class StripeCommands(
    Database database,
    StripeIntentRepository intents,
    CommandGateRepository gate,
    CommandFlow flow,
    ObjectSync sync)
{
    /// <summary>How long a command waits in this process's line, in which everybody moves on.</summary>
    private static readonly TimeSpan LinePatience = TimeSpan.FromSeconds(30);

    /// <summary>How long the first of the line waits for what other processes, or Stripe, have not ended.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Runs the command to its end.</summary>
    /// <returns>How Stripe answered; null when there was nothing to do.</returns>
    /// <exception cref="BillingException">What <see cref="StripeCommand.Decide"/> refused; 409 <c>operation_in_progress</c>.</exception>
    public async Task<IntentOutcome?> TryRunAsync(StripeCommand command, CancellationToken cancellationToken)
    {
        using var taken = await flow.Turns.TakeAsync(command.Context.TenantId, command.Aggregate, LinePatience, cancellationToken) ?? throw InProgress();
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            var turn = await DecideAsync(command, cancellationToken);
            if (turn.Intent is { } intent)
                return await SendAsync(command, intent, cancellationToken);
            if (turn.IsFree)
                return null;
            if (waited >= Patience)
                throw InProgress();
            await ClearAsync(command.Context, turn, cancellationToken);
        }
    }

    /// <summary>Runs the command and has Stripe's refusal thrown.</summary>
    /// <returns>The id of the object that the call made or changed; null when there was nothing to do.</returns>
    /// <exception cref="BillingException">The command or Stripe refused, or the outcome is not known yet.</exception>
    public async Task<string?> RunAsync(StripeCommand command, CancellationToken cancellationToken) =>
        (await TryRunAsync(command, cancellationToken))?.EnsureSucceeded();

    /// <summary>
    /// Waits until nothing of the given kinds is under way for the tenant and its projections are up to date, for a command
    /// whose very kind depends on how things stand.
    /// </summary>
    /// <param name="context">Whose.</param>
    /// <param name="kindPrefixes">What the kinds of the intents begin with.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BillingException">409 <c>operation_in_progress</c></exception>
    public async Task SettleAsync(RequestContext context, IReadOnlyList<string> kindPrefixes, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            var turn = await database.InTenantAsync(context.TenantId, work => LookAsync(work, context.TenantId, kindPrefixes), cancellationToken);
            if (turn.IsFree)
                return;
            if (waited >= Patience)
                throw InProgress();
            await ClearAsync(context, turn, cancellationToken);
        }
    }

    /// <summary>Whether the caller's operation has decided on a write of that kind before: then it is repeated, not begun.</summary>
    public async Task<bool> IsDecidedAsync(RequestContext context, string kind, CancellationToken cancellationToken) => await database.InTenantAsync(
        context.TenantId, work => intents.FindAsync(work, context.TenantId, kind, context.OperationKey), cancellationToken) is not null;

    /// <summary>Reads an object again after a write that answers with something else, such as a tax id.</summary>
    public Task RefreshAsync(string objectType, string objectId, RequestContext context, CancellationToken cancellationToken) =>
        sync.SyncAsync(objectType, objectId, context.TenantId, context.Actor, cancellationToken);

    private static BillingException InProgress() => BillingException.Conflict(
        "operation_in_progress", "An earlier request on the same object has no known outcome yet. It is being resolved; try again shortly.");

    private Task<Turn> DecideAsync(StripeCommand command, CancellationToken cancellationToken) => database.InTenantAsync(
        command.Context.TenantId,
        async work =>
        {
            var tenantId = command.Context.TenantId;
            await work.LockTenantAsync(tenantId, command.Aggregate);
            if (await intents.FindAsync(work, tenantId, command.Kind, command.NaturalKey) is { } decided)
                return new Turn(decided, [], []);
            var turn = await LookAsync(work, tenantId, [$"{command.Aggregate}."]);
            return turn.IsFree ? turn with { Intent = await PlanAsync(work, command) } : turn;
        },
        cancellationToken);

    private async Task<Turn> LookAsync(Work work, Guid tenantId, IReadOnlyList<string> kindPrefixes)
    {
        var open = new List<StripeIntentRow>();
        foreach (var prefix in kindPrefixes)
            open.AddRange(await intents.ListUnresolvedAsync(work, tenantId, prefix, keyPrefix: ""));
        if (open.Count > 0)
            return new Turn(null, open, []);
        return new Turn(null, [], await gate.ListStaleAsync(work, tenantId, [MirroredTypes.Customer, MirroredTypes.Subscription, MirroredTypes.PaymentMethod]));
    }

    private async Task<StripeIntentRow?> PlanAsync(Work work, StripeCommand command)
    {
        var id = flow.Sender.NewId();
        if (await command.Decide(work, id) is not { } call)
            return null;
        return await flow.Sender.PlanAsync(work, new IntentPlan
        {
            TenantId = command.Context.TenantId,
            Id = id,
            Kind = command.Kind,
            NaturalKey = command.NaturalKey,
            ObjectType = command.ObjectType,
            Call = call,
            Actor = command.Context.Actor,
        });
    }

    private async Task ClearAsync(RequestContext context, Turn turn, CancellationToken cancellationToken)
    {
        foreach (var stale in turn.Stale)
            await sync.SyncAsync(stale.ObjectType, stale.ObjectId, context.TenantId, context.Actor, cancellationToken);
        foreach (var open in turn.Open)
            await flow.Resolver.ResolveAsync(open, cancellationToken);
        await Task.Delay(Pause, cancellationToken);
    }

    private async Task<IntentOutcome> SendAsync(StripeCommand command, StripeIntentRow intent, CancellationToken cancellationToken)
    {
        var outcome = await flow.Sender.SendOrAwaitAsync(intent, cancellationToken);
        if (outcome.Succeeded && MirroredTypes.Contains(command.ObjectType))
            await sync.SyncAsync(command.ObjectType, outcome.EnsureSucceeded(), command.Context.TenantId, command.Context.Actor, cancellationToken);
        return outcome;
    }

    /// <summary>What stood when the command's turn came: the stored decision, or what has to be cleared away before it.</summary>
    private sealed record Turn(StripeIntentRow? Intent, IReadOnlyList<StripeIntentRow> Open, IReadOnlyList<StaleObject> Stale)
    {
        public bool IsFree => Open.Count == 0 && Stale.Count == 0;
    }
}

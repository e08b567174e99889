using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Services.Audit;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.StripeApi;

namespace ClientForge.Billing.Services.Plans;

/// <summary>A seat price as ops set it.</summary>
/// <param name="Currency">ISO 4217 in lower case.</param>
/// <param name="Interval"><c>month</c> or <c>year</c>.</param>
/// <param name="UnitAmount">Minor units.</param>
/// <param name="PerSeat">False when the price does not depend on the seats.</param>
public sealed record PriceDraft(string Currency, string Interval, long UnitAmount, bool PerSeat = true);

/// <summary>A metered price as ops set it; exactly one of <paramref name="UnitAmountDecimal"/> and <paramref name="Tiers"/>.</summary>
public sealed record MeterDraft(string Metric, string Currency, string Interval, long Included, decimal? UnitAmountDecimal, IReadOnlyList<MeterTier>? Tiers)
{
    /// <summary><c>per_unit</c>, <c>graduated</c>, <c>volume</c> or <c>package</c>; by its parts when null.</summary>
    public string? Pricing { get; init; }

    /// <summary>Units of a package.</summary>
    public long? PackageSize { get; init; }

    /// <summary><c>soft</c> or <c>hard</c>.</summary>
    public string LimitBehavior { get; init; } = "soft";
}

/// <summary>What ops say of a plan. In a change, null leaves as it is, and a price or meter given replaces the one of its currency and interval.</summary>
public sealed record PlanDraft
{
    /// <summary>Only for a new plan.</summary>
    public string? Code { get; init; }

    public string? Name { get; init; }

    /// <summary>Only for a new plan.</summary>
    public string? Tier { get; init; }

    /// <summary>Only for a new plan: the default currency.</summary>
    public string? Currency { get; init; }

    public IReadOnlyList<string>? Features { get; init; }

    public PlanLimits? Limits { get; init; }

    public int? TrialDays { get; init; }

    public bool? AccessWhenPaused { get; init; }

    public IReadOnlyList<PriceDraft> Prices { get; init; } = [];

    public IReadOnlyList<MeterDraft> Meters { get; init; } = [];
}

/// <summary>Ops' changes of the catalogue: made in our tables, then mirrored to Stripe.</summary>
public sealed class PlanEditor(Database database, PlanRepository plans, PlanMirror mirror, StripeIntents intents, AuditTrail audit, TimeProvider time)
{
    /// <exception cref="BillingException">409 <c>plan_code_taken</c>; 422 <c>metric_not_found</c>, <c>price_missing</c>.</exception>
    public async Task<Guid> CreateAsync(PlanDraft draft, string actor, CancellationToken cancellationToken)
    {
        var id = await database.AsSystemAsync(work => AddAsync(work, draft, actor), cancellationToken);
        await mirror.RunAsync(cancellationToken);
        return id;
    }

    /// <summary>Changes a plan. Changed prices are a new version: who subscribed before keeps those of his until he is moved.</summary>
    /// <exception cref="BillingException">404 <c>plan_not_found</c>; 409 <c>plan_archived</c>; 422 <c>metric_not_found</c>.</exception>
    public async Task ChangeAsync(Guid planId, PlanDraft draft, string operationKey, string actor, CancellationToken cancellationToken)
    {
        var changed = await database.AsSystemAsync(work => ChangeAsync(work, planId, draft, actor), cancellationToken);
        await MirrorChangeAsync(changed, operationKey, actor, cancellationToken);
        await mirror.RunAsync(cancellationToken);
    }

    /// <summary>Takes a plan off sale; its subscribers keep it.</summary>
    /// <exception cref="BillingException">404 <c>plan_not_found</c>; 409 <c>plan_archived</c>.</exception>
    public async Task ArchiveAsync(Guid planId, string reason, string operationKey, string actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var archived = await database.AsSystemAsync(
            async work =>
            {
                var plan = await LockActiveAsync(work, planId);
                var after = plan with { Active = false, ArchivedAt = now, UpdatedAt = now };
                await plans.UpdatePlanAsync(work, after);
                await TellAsync(work, "plan.archived", plan, after, actor, reason);
                return after;
            },
            cancellationToken);
        await MirrorChangeAsync(archived, operationKey, actor, cancellationToken);
    }

    private async Task<Guid> AddAsync(Work work, PlanDraft draft, string actor)
    {
        if (await plans.IsCodeTakenAsync(work, draft.Code!))
            throw BillingException.Conflict("plan_code_taken", $"There is a plan '{draft.Code}' already.");
        var now = time.GetUtcNow();
        var plan = new PlanRow
        {
            Id = Guid.CreateVersion7(now),
            Code = draft.Code!,
            Version = 1,
            Name = draft.Name!,
            Tier = draft.Tier!,
            Currency = draft.Currency!,
            PriceMonthly = PriceOf(draft, "month") ?? throw Missing(draft),
            PriceAnnual = PriceOf(draft, "year") ?? throw Missing(draft),
            Features = Json.From(draft.Features ?? []),
            Limits = Json.From(draft.Limits ?? new PlanLimits()),
            TrialDays = draft.TrialDays ?? 0,
            AccessWhenPaused = draft.AccessWhenPaused ?? false,
            Active = true,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await plans.AddPlanAsync(work, plan);
        await AddPartsAsync(work, plan, draft, now);
        await TellAsync(work, "plan.created", null, plan, actor, null);
        return plan.Id;
    }

    private async Task<PlanRow> ChangeAsync(Work work, Guid planId, PlanDraft draft, string actor)
    {
        var now = time.GetUtcNow();
        var plan = await LockActiveAsync(work, planId);
        var inDefault = draft with { Currency = plan.Currency };
        var after = plan with
        {
            Version = draft.Prices.Count > 0 || draft.Meters.Count > 0 ? plan.Version + 1 : plan.Version,
            Name = draft.Name ?? plan.Name,
            PriceMonthly = PriceOf(inDefault, "month") ?? plan.PriceMonthly,
            PriceAnnual = PriceOf(inDefault, "year") ?? plan.PriceAnnual,
            Features = draft.Features is null ? plan.Features : Json.From(draft.Features),
            Limits = draft.Limits is null ? plan.Limits : Json.From(draft.Limits),
            TrialDays = draft.TrialDays ?? plan.TrialDays,
            AccessWhenPaused = draft.AccessWhenPaused ?? plan.AccessWhenPaused,
            UpdatedAt = now,
        };
        await plans.UpdatePlanAsync(work, after);
        await AddPartsAsync(work, after, draft, now);
        await TellAsync(work, "plan.changed", plan, after, actor, null);
        return after;
    }

    private async Task AddPartsAsync(Work work, PlanRow plan, PlanDraft draft, DateTimeOffset now)
    {
        var known = (await plans.ListMetricsAsync(work)).Select(metric => metric.Metric).ToHashSet();
        foreach (var price in draft.Prices)
            await plans.AddPriceAsync(work, new PlanPriceRow
            {
                Id = Guid.CreateVersion7(now),
                PlanId = plan.Id,
                Currency = price.Currency,
                Interval = price.Interval,
                UnitAmount = price.UnitAmount,
                PerSeat = price.PerSeat,
                Version = plan.Version,
                Active = true,
                CreatedAt = now,
            });
        foreach (var meter in draft.Meters)
        {
            if (!known.Contains(meter.Metric))
                throw BillingException.Invalid("metric_not_found", "meters", $"There is no metric '{meter.Metric}'.");
            await plans.AddMeterAsync(work, new PlanMeterRow
            {
                Id = Guid.CreateVersion7(now),
                PlanId = plan.Id,
                Metric = meter.Metric,
                Currency = meter.Currency,
                Interval = meter.Interval,
                Included = meter.Included,
                UnitAmountDecimal = meter.UnitAmountDecimal,
                Tiers = meter.Tiers is null ? null : Json.From(meter.Tiers),
                Pricing = meter.Pricing,
                PackageSize = meter.PackageSize,
                LimitBehavior = meter.LimitBehavior,
                Version = plan.Version,
                Active = true,
                CreatedAt = now,
            });
        }
    }

    private async Task<PlanRow> LockActiveAsync(Work work, Guid planId)
    {
        var plan = await plans.LockAsync(work, planId) ?? throw BillingException.NotFound("plan_not_found", "There is no such plan.");
        return plan.Active ? plan : throw BillingException.Conflict("plan_archived", "The plan is archived.");
    }

    private async Task MirrorChangeAsync(PlanRow plan, string operationKey, string actor, CancellationToken cancellationToken)
    {
        if (plan.StripeProductId is null)
            return;
        var id = intents.NewId();
        var outcome = await intents.RunAsync(
            new IntentPlan
            {
                TenantId = null,
                Id = id,
                Kind = "plan.product.update",
                NaturalKey = $"{plan.Id}:{operationKey}",
                ObjectType = "product",
                Call = await PlanMirrorCalls.ProductChangeAsync(plan, id),
                Actor = actor,
            },
            cancellationToken);
        outcome.EnsureSucceeded();
    }

    private static long? PriceOf(PlanDraft draft, string interval) =>
        draft.Prices.FirstOrDefault(price => price.Currency == draft.Currency && price.Interval == interval)?.UnitAmount;

    private static BillingException Missing(PlanDraft draft) => BillingException.Invalid(
        "price_missing", "prices", $"A plan needs a monthly and a yearly price in its default currency '{draft.Currency}'.");

    private Task TellAsync(Work work, string action, PlanRow? before, PlanRow after, string actor, string? reason) => audit.AppendAsync(work, new AuditedChange
    {
        TenantId = null,
        Actor = actor,
        Action = action,
        ObjectType = "plan",
        ObjectId = after.Id.ToString(),
        Before = before is null ? null : Shown(before),
        After = Shown(after),
        Reason = reason,
    });

    private static object Shown(PlanRow plan) => new { plan.Code, plan.Version, plan.Name, plan.PriceMonthly, plan.PriceAnnual, plan.Currency, plan.TrialDays, plan.Active };
}

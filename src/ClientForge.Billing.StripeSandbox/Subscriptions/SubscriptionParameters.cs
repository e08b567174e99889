using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>When a subscription shall end: a time, or a word that names one.</summary>
internal sealed record CancelAtParameter(long? At, string? Word);

/// <summary>When a trial shall end: a time, or at once.</summary>
internal sealed record TrialEndParameter(long? At)
{
    public bool Now => At is null;
}

/// <summary>What creating, changing and previewing a subscription have in common, read and checked but not yet applied.</summary>
internal sealed record SubscriptionParameters
{
    public required Params Source { get; init; }

    public IReadOnlyList<ItemParameters> Items { get; init; } = [];

    public IReadOnlyList<ItemParameters> AddInvoiceItems { get; init; } = [];

    public bool? AutomaticTax { get; init; }

    /// <summary>Create only: a future time.</summary>
    public long? BillingCycleAnchor { get; init; }

    /// <summary>Change only: the period restarts now.</summary>
    public bool AnchorNow { get; init; }

    /// <summary>Create only.</summary>
    public AnchorConfig? AnchorConfig { get; init; }

    /// <summary>Create only: <c>flexible</c> or <c>classic</c>.</summary>
    public string? BillingMode { get; init; }

    /// <summary>Create only: the past time from which the first invoice charges.</summary>
    public long? BackdateStartDate { get; init; }

    public Given<CancelAtParameter> CancelAt { get; init; }

    public bool? CancelAtPeriodEnd { get; init; }

    public Params? CancellationDetails { get; init; }

    public string? CollectionMethod { get; init; }

    public long? DaysUntilDue { get; init; }

    public Given<string> DefaultPaymentMethod { get; init; }

    public Given<IReadOnlyList<string>> DefaultTaxRates { get; init; }

    public Given<string> Description { get; init; }

    public Given<IReadOnlyList<Params>> Discounts { get; init; }

    public bool OffSession { get; init; }

    /// <summary>Change only.</summary>
    public Given<PauseCollection> PauseCollection { get; init; }

    public string PaymentBehavior { get; init; } = "allow_incomplete";

    public string? SaveDefaultPaymentMethod { get; init; }

    public IReadOnlyList<string>? PaymentMethodTypes { get; init; }

    public string ProrationBehavior { get; init; } = "create_prorations";

    /// <summary>Change only.</summary>
    public long? ProrationDate { get; init; }

    public Given<TrialEndParameter> TrialEnd { get; init; }

    public long? TrialPeriodDays { get; init; }

    public bool TrialFromPlan { get; init; }

    public TrialSettings? TrialSettings { get; init; }

    public bool NeedsProration => ProrationBehavior != "none";

    public bool InvoicesNow => ProrationBehavior == "always_invoice";
}

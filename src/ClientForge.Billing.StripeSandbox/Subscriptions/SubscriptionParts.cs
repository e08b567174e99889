using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>The words of <c>subscription.status</c>.</summary>
internal static class SubscriptionStatus
{
    public const string Incomplete = "incomplete";
    public const string IncompleteExpired = "incomplete_expired";
    public const string Trialing = "trialing";
    public const string Active = "active";
    public const string PastDue = "past_due";
    public const string Unpaid = "unpaid";
    public const string Canceled = "canceled";
    public const string Paused = "paused";

    /// <summary>Nothing follows these.</summary>
    public static bool IsTerminal(string status) => status is Canceled or IncompleteExpired;
}

internal sealed record AutomaticTax(bool Enabled)
{
    public string? DisabledReason { get; init; }

    public TaxLiability? Liability { get; init; }
}

internal sealed record TaxLiability(string Type);

internal sealed record BillingCycleAnchorConfig
{
    public required int DayOfMonth { get; init; }

    public int? Hour { get; init; }

    public int? Minute { get; init; }

    public int? Month { get; init; }

    public int? Second { get; init; }
}

internal sealed record BillingMode(string Type)
{
    public FlexibleBilling? Flexible { get; init; }

    [AbsentWhenNull]
    public long? UpdatedAt { get; init; }

    public static BillingMode FlexibleDefault { get; } = new("flexible") { Flexible = new("included") };

    public static BillingMode Classic { get; } = new("classic");
}

internal sealed record FlexibleBilling(string ProrationDiscounts);

internal sealed record CancellationDetails
{
    public string? Comment { get; init; }

    public string? Feedback { get; init; }

    public string? Reason { get; init; }
}

internal sealed record SubscriptionInvoiceSettings
{
    public IReadOnlyList<string>? AccountTaxIds { get; init; }

    public string? CustomFields { get; init; }

    public string? Description { get; init; }

    public string? Footer { get; init; }

    public Issuer Issuer { get; init; } = Issuer.Self;
}

internal sealed record Issuer(string Type)
{
    public static Issuer Self { get; } = new("self");
}

/// <summary>Why no payment is collected for now; <paramref name="ResumesAt"/> in Unix seconds.</summary>
internal sealed record PauseCollection(string Behavior, long? ResumesAt);

internal sealed record SubscriptionPaymentSettings
{
    public IReadOnlyDictionary<string, object>? PaymentMethodOptions { get; init; }

    public IReadOnlyList<string>? PaymentMethodTypes { get; init; }

    public string SaveDefaultPaymentMethod { get; init; } = "off";
}

internal sealed record TrialSettings(TrialEndBehavior EndBehavior);

internal sealed record TrialEndBehavior(string MissingPaymentMethod);

/// <summary>A change that waits for its invoice to be paid (<c>payment_behavior=pending_if_incomplete</c>).</summary>
internal sealed record PendingUpdate
{
    public long? BillingCycleAnchor { get; init; }

    public IReadOnlyList<string> Discounts { get; init; } = [];

    public required long ExpiresAt { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    public IReadOnlyList<SubscriptionItem>? SubscriptionItems { get; init; }

    public long? TrialEnd { get; init; }

    public bool? TrialFromPlan { get; init; }

    /// <summary>The invoice whose payment applies the change.</summary>
    [Internal]
    public required string Invoice { get; init; }

    /// <summary>The call that asked for the change has answered without payment.</summary>
    [Internal]
    public bool IsAnnounced { get; init; }

    /// <summary>The subscription as the change makes it.</summary>
    [Internal]
    public required PendingState State { get; init; }
}

/// <summary>The fields that a parked change sets when it is applied.</summary>
internal sealed record PendingState(
    IReadOnlyList<SubscriptionItem> Items, long BillingCycleAnchor, long? TrialEnd, long? TrialStart, string Status, string? LatestInvoiceBefore);

using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Services.StripeApi;
using Stripe;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>Everything a new subscription is made of.</summary>
internal sealed record CreateParts
{
    public required Guid TenantId { get; init; }

    public required string StripeCustomerId { get; init; }

    public required SubscriptionTerms Terms { get; init; }

    public required int TrialDays { get; init; }

    /// <summary>Stripe's id; null charges the customer's default.</summary>
    public string? PaymentMethod { get; init; }

    public RedeemableCode? Coupon { get; init; }

    public required List<string> TaxRates { get; init; }
}

/// <summary>A change of a subscription, resolved: what Stripe is told, for the preview and the change alike.</summary>
internal sealed record UpdateParts
{
    public required SubscriptionRow Subscription { get; init; }

    /// <summary>Null when plan, interval and seats stay.</summary>
    public SubscriptionTerms? Terms { get; init; }

    public required string ProrationBehavior { get; init; }

    public RedeemableCode? Coupon { get; init; }

    public DateTimeOffset? TrialEnd { get; init; }

    /// <summary>To which second unused time is credited.</summary>
    public required DateTimeOffset Now { get; init; }

    public bool ChangesInterval => Terms is not null && Terms.Price.Interval != Subscription.Interval;

    public bool EndsTrialNow => TrialEnd <= Now;

    /// <summary>The caller wants the billing period to begin now.</summary>
    public bool ResetsAnchor { get; init; }

    /// <summary>Whether the billing period begins anew with the change: another interval's, or the same one's from now on.</summary>
    public bool RestartsPeriod => (ChangesInterval || ResetsAnchor) && Subscription.Status != "trialing";

    /// <summary>Whether Stripe makes and charges an invoice in the call itself.</summary>
    public bool InvoicesNow => Subscription.Status == "trialing"
        ? EndsTrialNow
        : ProrationBehavior == "always_invoice" && (Terms is not null || TrialEnd is not null || ResetsAnchor) || ChangesInterval;

    /// <summary>The proration's instant lies in the item's period, also when our clock is a little behind Stripe's.</summary>
    public DateTime ProrationDate => (Now < Subscription.CurrentPeriodStart ? Subscription.CurrentPeriodStart : Now).UtcDateTime;

    /// <summary>The items as they shall be: the seats' item is kept, metered items go with their plan.</summary>
    public IEnumerable<ItemChange> Items()
    {
        if (Terms is null)
            yield break;
        var present = Subscription.StripeItems.Read<SubscriptionItemRef[]>();
        yield return new ItemChange(present.First(item => !item.Metered).Id, Terms.Price.StripePriceId, Terms.BilledQuantity, Deleted: false);
        if (Terms.Price.Id == Subscription.PlanPriceId)
            yield break;
        var wanted = Terms.Meters.Select(meter => meter.StripePriceId!).ToHashSet();
        foreach (var item in present.Where(item => item.Metered && !wanted.Contains(item.PriceId)))
            yield return new ItemChange(item.Id, null, null, Deleted: true);
        foreach (var priceId in wanted.Where(priceId => present.All(item => item.PriceId != priceId)).Order(StringComparer.Ordinal))
            yield return new ItemChange(null, priceId, null, Deleted: false);
    }

    internal sealed record ItemChange(string? Id, string? PriceId, long? Quantity, bool Deleted);
}

/// <summary>The writes on subscriptions, in Stripe's words. Nothing here sends anything.</summary>
internal static class SubscriptionCalls
{
    /// <summary>The code of a 402 by which Stripe says that the payer has to authenticate.</summary>
    public const string RequiresAction = "subscription_payment_intent_requires_action";

    /// <summary>A trial that nobody gave a payment method for ends without a debt.</summary>
    private const string TrialWithoutPaymentMethod = "cancel";

    public static Task<StripeCall> CreateAsync(CreateParts parts, string paymentBehavior, Guid operationId)
    {
        var options = new SubscriptionCreateOptions
        {
            Customer = parts.StripeCustomerId,
            Currency = parts.Terms.Price.Currency,
            Items =
            [
                new SubscriptionItemOptions { Price = parts.Terms.Price.StripePriceId, Quantity = parts.Terms.BilledQuantity },
                .. parts.Terms.Meters.Select(meter => new SubscriptionItemOptions { Price = meter.StripePriceId }),
            ],
            BillingMode = new SubscriptionBillingModeOptions { Type = "flexible" },
            CollectionMethod = "charge_automatically",
            PaymentBehavior = paymentBehavior,
            Metadata = new Dictionary<string, string>
            {
                [MetadataKeys.TenantId] = parts.TenantId.ToString(),
                [MetadataKeys.OperationId] = operationId.ToString(),
            },
        };
        if (parts.PaymentMethod is not null)
            options.DefaultPaymentMethod = parts.PaymentMethod;
        if (parts.Coupon is not null)
            options.Discounts = Discounts(parts.Coupon);
        if (parts.TaxRates.Count > 0)
            options.DefaultTaxRates = parts.TaxRates;
        if (parts.TrialDays > 0)
        {
            options.TrialPeriodDays = parts.TrialDays;
            options.TrialSettings = new SubscriptionTrialSettingsOptions
            {
                EndBehavior = new SubscriptionTrialSettingsEndBehaviorOptions { MissingPaymentMethod = TrialWithoutPaymentMethod },
            };
        }

        return StripeCall.CaptureAsync(stripe => stripe.V1.Subscriptions.CreateAsync(options));
    }

    public static Task<StripeCall> UpdateAsync(UpdateParts parts, string paymentBehavior)
    {
        var options = new SubscriptionUpdateOptions { PaymentBehavior = paymentBehavior, ProrationBehavior = parts.ProrationBehavior };
        if (parts.Terms is not null)
            options.Items = [.. parts.Items().Select(item => new SubscriptionItemOptions
            {
                Id = item.Id,
                Price = item.PriceId,
                Quantity = item.Quantity,
                Deleted = item.Deleted ? true : null,
            })];
        if (parts.Terms is not null && parts.ProrationBehavior != "none")
            options.ProrationDate = parts.ProrationDate;
        if (parts.RestartsPeriod)
            options.BillingCycleAnchor = SubscriptionBillingCycleAnchor.Now;
        if (parts.Coupon is not null)
            options.Discounts = Discounts(parts.Coupon);
        if (parts.EndsTrialNow)
            options.TrialEnd = SubscriptionTrialEnd.Now;
        else if (parts.TrialEnd is { } trialEnd)
            options.TrialEnd = trialEnd.UtcDateTime;
        return StripeCall.CaptureAsync(stripe => stripe.V1.Subscriptions.UpdateAsync(parts.Subscription.StripeSubscriptionId, options));
    }

    public static Task<StripeCall> SetCouponAsync(string subscription, RedeemableCode? coupon) =>
        ChangeAsync(subscription, new SubscriptionUpdateOptions { Discounts = coupon is null ? [] : Discounts(coupon) });

    public static Task<StripeCall> SetTaxRatesAsync(string subscription, List<string> taxRates) =>
        ChangeAsync(subscription, new SubscriptionUpdateOptions { DefaultTaxRates = taxRates });

    public static Task<StripeCall> SetCancelAtPeriodEndAsync(string subscription, bool cancel) =>
        ChangeAsync(subscription, new SubscriptionUpdateOptions { CancelAtPeriodEnd = cancel });

    public static Task<StripeCall> PauseAsync(string subscription, DateTimeOffset? resumesAt) => ChangeAsync(
        subscription,
        new SubscriptionUpdateOptions { PauseCollection = new SubscriptionPauseCollectionOptions { Behavior = "void", ResumesAt = resumesAt?.UtcDateTime } });

    // Explicitly null: Stripe ends a pause by the empty value, not by the parameter's absence.
    public static Task<StripeCall> UnpauseAsync(string subscription) =>
        ChangeAsync(subscription, new SubscriptionUpdateOptions { PauseCollection = null });

    public static Task<StripeCall> ResumeAsync(string subscription) => StripeCall.CaptureAsync(stripe =>
        stripe.V1.Subscriptions.ResumeAsync(subscription, new SubscriptionResumeOptions { BillingCycleAnchor = SubscriptionBillingCycleAnchor.Now }));

    /// <summary>Ends it now.</summary>
    /// <param name="subscription">Stripe's id.</param>
    /// <param name="billUsage">What was used and not billed yet is billed.</param>
    /// <param name="credit">The last invoice gives back what was paid for time that is not used any more.</param>
    public static Task<StripeCall> CancelAsync(string subscription, bool billUsage, bool credit = false) => StripeCall.CaptureAsync(stripe =>
        stripe.V1.Subscriptions.CancelAsync(subscription, new SubscriptionCancelOptions { InvoiceNow = billUsage, Prorate = credit }));

    /// <summary>Adds to the customer's balance what later invoices are paid from.</summary>
    /// <param name="customer">Stripe's id.</param>
    /// <param name="amount">Minor units, positive.</param>
    /// <param name="currency">Of the amount.</param>
    /// <param name="operationId">The intent's.</param>
    public static Task<StripeCall> CreditAsync(string customer, long amount, string currency, Guid operationId) => StripeCall.CaptureAsync(stripe =>
        stripe.V1.Customers.BalanceTransactions.CreateAsync(customer, new CustomerBalanceTransactionCreateOptions
        {
            Amount = -amount,
            Currency = currency,
            Description = "Unused time of a canceled subscription",
            Metadata = new Dictionary<string, string> { [MetadataKeys.OperationId] = operationId.ToString() },
        }));

    public static Task<StripeCall> VoidInvoiceAsync(string invoice) => StripeCall.CaptureAsync(stripe => stripe.V1.Invoices.VoidInvoiceAsync(invoice));

    public static Task<StripeCall> WriteOffInvoiceAsync(string invoice) => StripeCall.CaptureAsync(stripe => stripe.V1.Invoices.MarkUncollectibleAsync(invoice));

    public static List<SubscriptionDiscountOptions> Discounts(RedeemableCode coupon) =>
        [new SubscriptionDiscountOptions { Coupon = coupon.CouponId, PromotionCode = coupon.PromotionCodeId }];

    private static Task<StripeCall> ChangeAsync(string subscription, SubscriptionUpdateOptions options) =>
        StripeCall.CaptureAsync(stripe => stripe.V1.Subscriptions.UpdateAsync(subscription, options));
}

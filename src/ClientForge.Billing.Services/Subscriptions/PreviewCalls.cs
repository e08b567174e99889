using Stripe;

namespace ClientForge.Billing.Services.Subscriptions;

/// <summary>Pure: the questions a preview asks of Stripe.</summary>
internal static class PreviewCalls
{
    /// <summary>The invoice that the change makes: at once, or with the next period.</summary>
    public static InvoiceCreatePreviewOptions Options(UpdateParts parts, bool atPeriodEnd)
    {
        var details = Details(parts);
        details.ProrationBehavior = parts.ProrationBehavior;
        if (parts.Terms is not null && parts.ProrationBehavior != "none")
            details.ProrationDate = parts.ProrationDate;
        if (parts.RestartsPeriod && !atPeriodEnd)
            details.BillingCycleAnchor = InvoiceSubscriptionDetailsBillingCycleAnchor.Now;
        if (parts.EndsTrialNow)
            details.TrialEnd = InvoiceSubscriptionDetailsTrialEnd.Now;
        else if (parts.TrialEnd is { } trialEnd)
            details.TrialEnd = trialEnd.UtcDateTime;
        var options = With(parts, details);
        if (atPeriodEnd)
            options.PreviewMode = "recurring";
        return options;
    }

    /// <summary>The invoice after the one that the change makes at once: a whole period of the new terms.</summary>
    public static InvoiceCreatePreviewOptions Following(UpdateParts parts)
    {
        var options = With(parts, Details(parts));
        options.PreviewMode = "recurring";
        return options;
    }

    /// <summary>When the invoice after the change, or with it if it makes none at once, is due.</summary>
    public static DateTimeOffset NextInvoiceAt(UpdateParts parts, bool atPeriodEnd)
    {
        var restarts = parts.InvoicesNow && !atPeriodEnd && (parts.RestartsPeriod || parts.EndsTrialNow);
        if (restarts)
            return (parts.Terms?.Price.Interval ?? parts.Subscription.Interval) == "year" ? parts.Now.AddYears(1) : parts.Now.AddMonths(1);
        return parts.TrialEnd is { } trialEnd && trialEnd > parts.Now ? trialEnd : parts.Subscription.CurrentPeriodEnd;
    }

    private static InvoiceSubscriptionDetailsOptions Details(UpdateParts parts)
    {
        var details = new InvoiceSubscriptionDetailsOptions();
        if (parts.Terms is not null)
            details.Items = [.. parts.Items().Select(item => new InvoiceSubscriptionDetailsItemOptions
            {
                Id = item.Id,
                Price = item.PriceId,
                Quantity = item.Quantity,
                Deleted = item.Deleted ? true : null,
            })];
        return details;
    }

    private static InvoiceCreatePreviewOptions With(UpdateParts parts, InvoiceSubscriptionDetailsOptions details)
    {
        var options = new InvoiceCreatePreviewOptions
        {
            Customer = parts.Subscription.StripeCustomerId,
            Subscription = parts.Subscription.StripeSubscriptionId,
            SubscriptionDetails = details,
        };
        if (parts.Coupon is not null)
            options.Discounts = [new InvoiceDiscountOptions { Coupon = parts.Coupon.CouponId, PromotionCode = parts.Coupon.PromotionCodeId }];
        return options;
    }
}

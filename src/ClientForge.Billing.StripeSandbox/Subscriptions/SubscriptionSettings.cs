using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Payments;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Tax;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>The settings of a subscription that have no price: how it is collected, described and ended.</summary>
internal static class SubscriptionSettings
{
    public static Subscription Apply(UnitOfWork work, Subscription subscription, SubscriptionParameters asked)
    {
        var method = asked.DefaultPaymentMethod.Or(subscription.DefaultPaymentMethod);
        if (asked.DefaultPaymentMethod.IsSet)
            method = RequireMethod(work, subscription, asked.DefaultPaymentMethod.Value!);
        if (asked.AutomaticTax == true && AutomaticTaxes.StatusOf(work.Get<Customer>(subscription.Customer)) != "complete")
            throw AutomaticTaxes.LocationInvalid();
        var collection = asked.CollectionMethod ?? subscription.CollectionMethod;
        var days = collection == "send_invoice" ? asked.DaysUntilDue ?? subscription.DaysUntilDue : null;
        if (collection == "send_invoice" && days is null)
            throw Errors.Invalid("Must specify days_until_due when collection_method is send_invoice.", "days_until_due");
        if (collection == "charge_automatically" && asked.DaysUntilDue is not null)
            throw Errors.Invalid("days_until_due can only be set when collection_method is send_invoice.", "days_until_due");
        return subscription with
        {
            AutomaticTax = asked.AutomaticTax is { } tax ? new(tax) { Liability = tax ? new("self") : null } : subscription.AutomaticTax,
            CollectionMethod = collection,
            DaysUntilDue = days,
            DefaultPaymentMethod = method,
            DefaultTaxRates = SubscriptionItemFactory.TaxRates(work, asked.DefaultTaxRates, "default_tax_rates") ?? subscription.DefaultTaxRates,
            Description = asked.Description.Or(subscription.Description),
            PauseCollection = asked.PauseCollection.Or(subscription.PauseCollection),
            PaymentSettings = subscription.PaymentSettings with
            {
                PaymentMethodTypes = asked.PaymentMethodTypes ?? subscription.PaymentSettings.PaymentMethodTypes,
                SaveDefaultPaymentMethod = asked.SaveDefaultPaymentMethod ?? subscription.PaymentSettings.SaveDefaultPaymentMethod,
            },
            TrialSettings = asked.TrialSettings ?? subscription.TrialSettings,
            CancellationDetails = Details(asked.CancellationDetails, subscription.CancellationDetails),
        };
    }

    /// <summary>Reads <c>cancellation_details</c> over the present ones.</summary>
    public static CancellationDetails Details(Params? asked, CancellationDetails current) => asked is null ? current : current with
    {
        Comment = asked.Text("comment").Or(current.Comment),
        Feedback = asked.WordOrUnset(
            "feedback", "customer_service", "low_quality", "missing_features", "other", "switched_service", "too_complex", "too_expensive", "unused")
            .Or(current.Feedback),
    };

    /// <summary>Sets or clears when the subscription ends.</summary>
    public static Subscription WithCancelAt(UnitOfWork work, Subscription subscription, SubscriptionParameters asked)
    {
        var now = work.NowOn(subscription.TestClock);
        if (asked.CancelAtPeriodEnd == true)
            return Ending(subscription, SubscriptionAgenda.PeriodEnd(subscription), now) with { CancelAtPeriodEnd = true };
        if (asked.CancelAtPeriodEnd == false || asked.CancelAt.IsCleared)
            return NotEnding(subscription);
        if (asked.CancelAt.Value is not { } cancel)
            return subscription;
        var ends = subscription.Items.Data.Select(item => item.CurrentPeriodEnd).ToArray();
        var at = cancel.At ?? (cancel.Word == "min_period_end" ? ends.Min() : ends.Max());
        if (at <= now)
            throw Errors.Invalid("cancel_at must be a future timestamp.", "cancel_at");
        return Ending(subscription, at, now);
    }

    private static Subscription Ending(Subscription subscription, long at, long now) => subscription with
    {
        CancelAt = at,
        CanceledAt = now,
        CancelAtPeriodEnd = false,
        CancellationDetails = subscription.CancellationDetails with { Reason = "cancellation_requested" },
    };

    private static Subscription NotEnding(Subscription subscription) => subscription.CancelAt is null ? subscription : subscription with
    {
        CancelAt = null,
        CanceledAt = null,
        CancelAtPeriodEnd = false,
        CancellationDetails = new(),
    };

    private static string RequireMethod(UnitOfWork work, Subscription subscription, string id)
    {
        var method = work.FromParam<PaymentMethod>(id, "default_payment_method");
        return method.Customer == subscription.Customer
            ? method.Id
            : throw Errors.Invalid(
                $"The customer does not have a payment method with the ID {id}. The payment method must be attached to the customer.",
                "default_payment_method",
                "resource_missing");
    }
}

using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>Reads the parameters of the subscription endpoints in dahlia's spelling.</summary>
internal static class SubscriptionParameterReader
{
    private const int MaxItems = 20;
    private const int MaxDiscounts = 20;
    private static readonly string[] MissingPaymentMethod = ["cancel", "create_invoice", "pause"];

    public static SubscriptionParameters Create(Params source)
    {
        source.Exclusive("billing_cycle_anchor", "billing_cycle_anchor_config");
        source.Exclusive("trial_end", "trial_period_days");
        source.Ignore("customer", "currency", "customer_account");
        return Shared(source) with
        {
            Items = Items(source, "items"),
            BillingCycleAnchor = source.Timestamp("billing_cycle_anchor"),
            AnchorConfig = source.Hash("billing_cycle_anchor_config") is { } config ? Anchor(config) : null,
            BillingMode = source.Hash("billing_mode") is { } mode ? Mode(mode) : null,
            BackdateStartDate = source.Timestamp("backdate_start_date"),
            PaymentBehavior = source.Word("payment_behavior", "allow_incomplete", "default_incomplete", "error_if_incomplete")
                ?? "allow_incomplete",
            TrialPeriodDays = source.Long("trial_period_days", 0, 730),
        };
    }

    public static SubscriptionParameters Update(Params source)
    {
        source.Ignore("invoice_settings");
        return Shared(source) with
        {
            Items = Items(source, "items"),
            AnchorNow = AnchorWord(source).Now,
            PauseCollection = Pause(source),
            PaymentBehavior = source.Word(
                "payment_behavior", "allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete")
                ?? "allow_incomplete",
            ProrationDate = source.Timestamp("proration_date"),
        };
    }

    /// <summary>The <c>subscription_details</c> of a preview.</summary>
    public static SubscriptionParameters Preview(Params source)
    {
        var anchor = AnchorWord(source);
        source.Ignore("metadata", "billing_schedules");
        return new()
        {
            Source = source,
            Items = Items(source, "items"),
            AnchorNow = anchor.Now,
            BillingCycleAnchor = anchor.At,
            BillingMode = source.Hash("billing_mode") is { } mode ? Mode(mode) : null,
            CancelAt = CancelAt(source),
            CancelAtPeriodEnd = source.Bool("cancel_at_period_end"),
            DefaultTaxRates = source.Strings("default_tax_rates", 5),
            ProrationBehavior = Proration(source),
            ProrationDate = source.Timestamp("proration_date"),
            TrialEnd = TrialEnd(source),
        };
    }

    public static string Proration(Params source) =>
        source.Word("proration_behavior", "always_invoice", "create_prorations", "none") ?? "create_prorations";

    private static SubscriptionParameters Shared(Params source)
    {
        source.RefuseUnmodelled("billing_thresholds");
        source.Ignore(
            "metadata", "application_fee_percent", "on_behalf_of", "pending_invoice_item_interval", "transfer_data",
            "invoice_settings", "default_source", "billing_schedules");
        source.Exclusive("cancel_at", "cancel_at_period_end");
        var payment = source.Hash("payment_settings");
        payment?.Ignore("payment_method_options");
        return new()
        {
            Source = source,
            AddInvoiceItems = Items(source, "add_invoice_items"),
            AutomaticTax = AutomaticTax(source),
            CancelAt = CancelAt(source),
            CancelAtPeriodEnd = source.Bool("cancel_at_period_end"),
            CancellationDetails = Details(source),
            CollectionMethod = source.Word("collection_method", "charge_automatically", "send_invoice"),
            DaysUntilDue = source.Long("days_until_due", 0, 365),
            DefaultPaymentMethod = source.Text("default_payment_method"),
            DefaultTaxRates = source.Strings("default_tax_rates", 5),
            Description = source.Text("description", 500),
            Discounts = source.Hashes("discounts", MaxDiscounts),
            OffSession = source.Bool("off_session") ?? false,
            SaveDefaultPaymentMethod = payment?.Word("save_default_payment_method", "off", "on_subscription"),
            PaymentMethodTypes = payment?.Strings("payment_method_types").Value,
            ProrationBehavior = Proration(source),
            TrialEnd = TrialEnd(source),
            TrialFromPlan = source.Bool("trial_from_plan") ?? false,
            TrialSettings = Trial(source),
        };
    }

    private static bool? AutomaticTax(Params source)
    {
        var hash = source.Hash("automatic_tax");
        hash?.Ignore("liability");
        return hash?.Bool("enabled");
    }

    private static Params? Details(Params source)
    {
        var hash = source.Hash("cancellation_details");
        hash?.Ignore("comment", "feedback");
        return hash;
    }

    private static IReadOnlyList<ItemParameters> Items(Params source, string name) =>
        [.. (source.Hashes(name, MaxItems).Value ?? []).Select(ItemParameters.Read)];

    private static AnchorConfig Anchor(Params config) => new(
        (int)config.RequiredLong("day_of_month", 1, 31),
        (int?)config.Long("month", 1, 12),
        (int?)config.Long("hour", 0, 23),
        (int?)config.Long("minute", 0, 59),
        (int?)config.Long("second", 0, 59));

    private static string? Mode(Params mode)
    {
        var flexible = mode.Hash("flexible");
        flexible?.Ignore("proration_discounts");
        return mode.Word("type", "classic", "flexible");
    }

    private static Given<CancelAtParameter> CancelAt(Params source)
    {
        var text = source.Text("cancel_at");
        if (text.Value is null)
            return new(text.IsGiven, null);
        return text.Value is "min_period_end" or "max_period_end" or "max_billed_until"
            ? new(true, new(null, text.Value))
            : new(true, new(source.Timestamp("cancel_at"), null));
    }

    private static Given<TrialEndParameter> TrialEnd(Params source)
    {
        var text = source.Text("trial_end");
        if (text.Value is null)
            return new(text.IsGiven, null);
        return new(true, new(text.Value == "now" ? null : source.Timestamp("trial_end")));
    }

    private static TrialSettings? Trial(Params source)
    {
        if (source.Hash("trial_settings") is not { } settings)
            return null;
        var behavior = settings.Hash("end_behavior") ?? throw Errors.Missing(settings.Path("end_behavior"));
        return new(new TrialEndBehavior(
            behavior.Word("missing_payment_method", MissingPaymentMethod)
            ?? throw Errors.Missing(behavior.Path("missing_payment_method"))));
    }

    private static Given<PauseCollection> Pause(Params source)
    {
        if (source.IsCleared("pause_collection"))
            return new(true, null);
        if (source.Hash("pause_collection") is not { } pause)
            return default;
        var behavior = pause.Word("behavior", "keep_as_draft", "mark_uncollectible", "void") ?? throw Errors.Missing(pause.Path("behavior"));
        return new(true, new(behavior, pause.Timestamp("resumes_at")));
    }

    /// <summary>The spelling of later versions: <c>billing_cycle_anchor[type]</c>.</summary>
    private static (bool Now, long? At) AnchorHash(Params anchor)
    {
        var type = anchor.Word("type", "now", "timestamp", "unchanged") ?? throw Errors.Missing(anchor.Path("type"));
        return (type == "now", type == "timestamp" ? anchor.RequiredLong("timestamp", 0) : null);
    }

    public static (bool Now, long? At) AnchorWord(Params source)
    {
        if (source.IsHash("billing_cycle_anchor"))
            return AnchorHash(source.Hash("billing_cycle_anchor")!);
        var text = source.String("billing_cycle_anchor");
        return text is null or "now" or "unchanged" ? (text == "now", null) : (false, source.Timestamp("billing_cycle_anchor"));
    }
}

using System.Net;
using System.Text.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.IntegrationTests.Subscriptions;

namespace ClientForge.Billing.IntegrationTests.Campaigns;

/// <summary>Compares what our API shows of a tenant with what Stripe has, field by field, and judges the billed periods.</summary>
internal static class BothSides
{
    /// <returns>What differs; empty when nothing does.</returns>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(BillingWorld world, TestTenant tenant)
    {
        var differences = new List<string>();
        if (await tenant.Admin.GetAsync("subscription") is { Status: HttpStatusCode.OK } known)
        {
            var theirs = (await world.Stripe.GetAsync(
                $"subscriptions/{known["stripeSubscriptionId"].GetString()}?expand[0]=discounts.source.coupon&expand[1]=schedule")).Expect(HttpStatusCode.OK).Body;
            Compare(differences, Ours(known.Body), Theirs(theirs));
        }

        foreach (var invoice in await tenant.InvoicesAsync())
        {
            var theirs = (await world.Stripe.GetAsync($"invoices/{invoice.StringAt("stripeInvoiceId")}")).Expect(HttpStatusCode.OK).Body;
            Compare(differences, OurInvoice(invoice), TheirInvoice(theirs));
        }

        return differences;
    }

    /// <summary>
    /// The seats' periods of each subscription follow each other: each begins where the one before ends, or inside it where the
    /// period was begun anew, and then what was left of it was given back.
    /// </summary>
    /// <returns>Gaps, overlaps and periods billed twice; empty when there are none.</returns>
    public static async Task<IReadOnlyList<string>> BrokenPeriodsAsync(BillingWorld world, TestTenant tenant)
    {
        var broken = new List<string>();
        var customer = await StripeSide.CustomerIdAsync(world, tenant);
        var invoices = (await world.Stripe.GetAsync($"invoices?limit=100&customer={customer}")).Expect(HttpStatusCode.OK)["data"].EnumerateArray();
        var lines = invoices.SelectMany(invoice => invoice.At("lines.data").EnumerateArray()).Where(IsOfSeats).ToLookup(SubscriptionOf);
        foreach (var subscription in lines.Where(group => group.Key is not null))
        {
            var wholes = subscription.Where(line => !IsProration(line)).Select(PeriodOf).Order().ToArray();
            var credits = subscription.Where(line => IsProration(line) && line.LongAt("amount") <= 0).Select(PeriodOf).ToHashSet();
            foreach (var (before, after) in wholes.Zip(wholes.Skip(1)))
            {
                var isGivenBack = after.Start > before.Start && after.Start < before.End && credits.Any(credit => credit.End == before.End && credit.Start <= after.Start);
                if (after.Start != before.End && !isGivenBack)
                    broken.Add($"{subscription.Key}: {before} then {after}");
            }
        }

        return broken;
    }

    private static bool IsOfSeats(JsonElement line) => line.At("pricing.price_details.price").GetString() is { Length: > 0 } && !IsMetered(line);

    private static bool IsMetered(JsonElement line) =>
        line.StringAt("description") is { } text && (text.Contains("API calls", StringComparison.Ordinal) || text.Contains("Storage", StringComparison.Ordinal) || text.Contains("E-mails", StringComparison.Ordinal));

    private static bool IsProration(JsonElement line) =>
        line.At("parent") is { ValueKind: JsonValueKind.Object } parent
        && new[] { "subscription_item_details", "invoice_item_details" }.Any(kind =>
            parent.TryGetProperty(kind, out var details) && details.ValueKind == JsonValueKind.Object && details.At("proration").GetBoolean());

    private static string? SubscriptionOf(JsonElement line) =>
        new[] { "subscription_item_details", "invoice_item_details" }
            .Select(kind => line.At("parent").TryGetProperty(kind, out var details) && details.ValueKind == JsonValueKind.Object ? details.StringAt("subscription") : null)
            .FirstOrDefault(id => id is not null);

    private static (long Start, long End) PeriodOf(JsonElement line) => (line.LongAt("period.start"), line.LongAt("period.end"));

    private static void Compare(List<string> differences, Dictionary<string, string?> ours, Dictionary<string, string?> theirs) =>
        differences.AddRange(ours.Where(field => theirs[field.Key] != field.Value).Select(field => $"{ours["id"]} {field.Key}: ours {field.Value}, Stripe's {theirs[field.Key]}"));

    private static Dictionary<string, string?> Ours(JsonElement ours) => new()
    {
        ["id"] = ours.StringAt("stripeSubscriptionId"),
        ["status"] = ours.StringAt("status"),
        ["quantity"] = ours.At("quantity").ToString(),
        ["currency"] = ours.StringAt("currency"),
        ["interval"] = ours.StringAt("interval"),
        ["unitAmount"] = ours.At("unitAmount").ToString(),
        ["periodStart"] = Time(ours, "currentPeriodStart"),
        ["periodEnd"] = Time(ours, "currentPeriodEnd"),
        ["trialStart"] = Time(ours, "trialStart"),
        ["trialEnd"] = Time(ours, "trialEnd"),
        ["cancelAtPeriodEnd"] = ours.At("cancelAtPeriodEnd").ToString(),
        ["canceledAt"] = Time(ours, "canceledAt"),
        ["endedAt"] = Time(ours, "endedAt"),
        ["pauseResumesAt"] = Time(ours, "pauseResumesAt"),
        ["pendingChange"] = Time(ours, "pendingChangeExpiresAt"),
        ["percentOff"] = ours.At("discount") is { ValueKind: JsonValueKind.Object } discount ? discount.At("percentOff").ToString().TrimEnd('0').TrimEnd('.') : null,
        ["scheduledAt"] = ours.At("scheduledChange") is { ValueKind: JsonValueKind.Object } scheduled ? Time(scheduled, "effectiveAt") : null,
    };

    private static Dictionary<string, string?> Theirs(JsonElement theirs)
    {
        var seats = theirs.At("items.data").EnumerateArray().First(item => item.StringAt("price.recurring.usage_type") == "licensed");
        var isPaused = theirs.At("pause_collection").ValueKind == JsonValueKind.Object;
        var discount = theirs.At("discounts").EnumerateArray().FirstOrDefault();
        return new()
        {
            ["id"] = theirs.StringAt("id"),
            ["status"] = isPaused && theirs.StringAt("status") is "active" or "trialing" && isPaused ? "paused" : theirs.StringAt("status"),
            ["quantity"] = seats.At("quantity").ToString(),
            ["currency"] = theirs.StringAt("currency"),
            ["interval"] = seats.StringAt("price.recurring.interval"),
            ["unitAmount"] = seats.At("price.unit_amount").ToString(),
            ["periodStart"] = Seconds(seats, "current_period_start"),
            ["periodEnd"] = Seconds(seats, "current_period_end"),
            ["trialStart"] = Seconds(theirs, "trial_start"),
            ["trialEnd"] = Seconds(theirs, "trial_end"),
            ["cancelAtPeriodEnd"] = theirs.At("cancel_at_period_end").ToString(),
            ["canceledAt"] = Seconds(theirs, "canceled_at"),
            ["endedAt"] = Seconds(theirs, "ended_at"),
            ["pauseResumesAt"] = isPaused ? Seconds(theirs, "pause_collection.resumes_at") : null,
            ["pendingChange"] = theirs.At("pending_update").ValueKind == JsonValueKind.Object ? Seconds(theirs, "pending_update.expires_at") : null,
            ["percentOff"] = discount.ValueKind == JsonValueKind.Object ? discount.At("source.coupon.percent_off").ToString().TrimEnd('0').TrimEnd('.') : null,
            ["scheduledAt"] = NextPhase(theirs),
        };
    }

    private static string? NextPhase(JsonElement theirs)
    {
        if (theirs.At("schedule") is not { ValueKind: JsonValueKind.Object } schedule || schedule.StringAt("status") != "active")
            return null;
        var current = schedule.LongAt("current_phase.start_date");
        var next = schedule.At("phases").EnumerateArray().Where(phase => phase.LongAt("start_date") > current).Select(phase => phase.LongAt("start_date")).ToArray();
        return next.Length == 0 ? null : next.Min().ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Dictionary<string, string?> OurInvoice(JsonElement ours) => new()
    {
        ["id"] = ours.StringAt("stripeInvoiceId"),
        ["number"] = ours.StringAt("number"),
        ["status"] = ours.StringAt("status"),
        ["subtotal"] = ours.At("subtotal").ToString(),
        ["tax"] = ours.At("tax").ToString(),
        ["total"] = ours.At("total").ToString(),
        ["amountDue"] = ours.At("amountDue").ToString(),
        ["amountPaid"] = ours.At("amountPaid").ToString(),
        ["amountRemaining"] = ours.At("amountRemaining").ToString(),
        ["lines"] = string.Join(',', ours.At("lines").EnumerateArray().Select(line => line.LongAt("amount"))),
    };

    private static Dictionary<string, string?> TheirInvoice(JsonElement theirs) => new()
    {
        ["id"] = theirs.StringAt("id"),
        ["number"] = theirs.StringAt("number"),
        ["status"] = theirs.StringAt("status"),
        ["subtotal"] = theirs.At("subtotal").ToString(),
        ["tax"] = theirs.At("total_taxes") is { ValueKind: JsonValueKind.Array } taxes ? taxes.EnumerateArray().Sum(tax => tax.LongAt("amount")).ToString(System.Globalization.CultureInfo.InvariantCulture) : "0",
        ["total"] = theirs.At("total").ToString(),
        ["amountDue"] = theirs.At("amount_due").ToString(),
        ["amountPaid"] = theirs.At("amount_paid").ToString(),
        ["amountRemaining"] = theirs.At("amount_remaining").ToString(),
        ["lines"] = string.Join(',', theirs.At("lines.data").EnumerateArray().Select(line => line.LongAt("amount"))),
    };

    private static string? Time(JsonElement of, string path) => of.At(path) is { ValueKind: JsonValueKind.String } time
        ? time.GetDateTimeOffset().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)
        : null;

    private static string? Seconds(JsonElement of, string path) => of.At(path) is { ValueKind: JsonValueKind.Number } time ? time.ToString() : null;
}

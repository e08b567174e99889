using System.Globalization;
using System.Text.Json.Nodes;

namespace ClientForge.Billing.IntegrationTests.Story;

public sealed partial class BillingStory
{
    private const int BatchSize = 1_000;

    private static string Text(JsonNode node, string name) => node[name]?.ToString() ?? throw new InvalidDataException($"no {name} in {node}");

    private static decimal Number(JsonNode node, string name) => decimal.Parse(Text(node, name), CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(JsonNode node, string name) => DateTimeOffset.Parse(Text(node, name), CultureInfo.InvariantCulture);

    private static DateTimeOffset Date(JsonNode mail) => Time(mail, "date");

    private static IEnumerable<JsonNode> Lines(JsonNode invoice) => invoice["lines"]!.AsArray().Select(line => line!);

    private static decimal UnitAmount(JsonNode plan) => plan["prices"]!.AsArray()
        .Where(price => Text(price!, "currency") == "usd" && Text(price!, "interval") == "month")
        .Select(price => Number(price!, "unitAmount")).Single();

    // The PUT may fall into a later second than its preview: one second of the difference in price is allowed, rounded up.
    private static decimal Tolerance(JsonNode preview) => Math.Ceiling(Number(preview, "total") / (15 * 86_400)) + 1;

    private Task<JsonNode> SubscriptionAsync() => _api.GetAsync($"{Base}/subscription");

    private Task<JsonNode> InvoiceAsync(string id) => _api.GetAsync($"{Base}/invoices/{id}");

    /// <summary>Newest first.</summary>
    private async Task<IReadOnlyList<JsonNode>> InvoicesAsync() =>
        [.. (await _api.GetAsync($"{Base}/invoices?limit=100"))["data"]!.AsArray().Select(invoice => invoice!)];

    private async Task<JsonNode> NewestInvoiceAsync() => (await InvoicesAsync())[0];

    private async Task AdvanceToAsync(DateTimeOffset to)
    {
        await _api.PostAsync("/dev/time/advance", new { to = to.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture) });
        Assert.True(Time(await _api.GetAsync("/dev/time"), "now").AddMilliseconds(1) >= to);
    }

    private async Task AdvanceAsync(TimeSpan span) => await AdvanceToAsync(Time(await _api.GetAsync("/dev/time"), "now") + span);

    /// <summary>The tenant's mails whose subject or text holds the words, in no particular order.</summary>
    private async Task<IReadOnlyList<JsonNode>> MailsAsync(string words) =>
        [.. (await _mail.GetAsync("/api/messages")).AsArray()
            .Select(mail => mail!)
            .Where(mail => mail["to"]!.ToString().Contains(_email, StringComparison.OrdinalIgnoreCase))
            .Where(mail => Text(mail, "subject").Contains(words, StringComparison.OrdinalIgnoreCase))];

    private async Task<IEnumerable<JsonNode>> ChargesAsync()
    {
        var ledger = await _sandbox.GetAsync("/_sandbox/ledger");
        var rows = ledger as JsonArray ?? ledger["data"]!.AsArray();
        var customer = (await _sandbox.GetAsync("/v1/customers?limit=100"))["data"]!.AsArray()
            .Single(c => c!["metadata"]?["tenant_id"]?.ToString() == TenantId)!;
        return rows.Select(row => row!).Where(row => row["customer"]?.ToString() == Text(customer, "id") && Text(row, "type") == "charge");
    }

    private async Task<IEnumerable<JsonNode>> ChargesOfAsync(string stripeInvoiceId) =>
        (await ChargesAsync()).Where(charge => charge["invoice"]?.ToString() == stripeInvoiceId);

    /// <summary>Reports so many API calls in batches, each batch twice and the second time with the answer "known".</summary>
    private async Task ReportUsageAsync(decimal calls)
    {
        var run = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        var now = Time(await _api.GetAsync("/dev/time"), "now").AddMinutes(-1);
        var quantity = Math.Max(1, Math.Ceiling(calls / (5 * BatchSize)));
        var events = Enumerable.Range(0, (int)Math.Ceiling(calls / quantity))
            .Select(i => new { metric = "api_calls", quantity = Math.Min(quantity, calls - (i * quantity)), idempotencyKey = $"{run}-{i}", timestamp = now })
            .ToArray();
        foreach (var batch in events.Chunk(BatchSize))
        {
            var first = await _api.PostAsync($"{Base}/usage/report", new { events = batch });
            Assert.Equal(batch.Length, Number(first, "accepted") + Number(first, "duplicates"));
            var again = await _api.PostAsync($"{Base}/usage/report", new { events = batch });
            Assert.Equal(batch.Length, Number(again, "duplicates"));
        }
    }
}

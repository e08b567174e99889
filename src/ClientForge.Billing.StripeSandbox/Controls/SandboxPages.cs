using System.Net;
using System.Text;
using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Payments;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Time;

namespace ClientForge.Billing.StripeSandbox.Controls;

/// <summary>Pages for people: what there is at <c>/</c>, and the bank's question at <c>/_sandbox/3ds/{id}</c>.</summary>
internal sealed class SandboxPages(SandboxStore store, SandboxClock clock)
{
    private const int Shown = 20;
    private const string ThreeDs = "/_sandbox/3ds/";

    private const string Style =
        "body{font:15px system-ui;margin:2rem;max-width:70rem}table{border-collapse:collapse;margin:.5rem 0 2rem}" +
        "td,th{padding:.2rem .8rem;text-align:left;border-bottom:1px solid #ddd}button{padding:.4rem 1rem;margin-right:.5rem}";

    /// <summary>The page of a path; null when it has none.</summary>
    public string? Render(string path)
    {
        lock (store.Gate)
        {
            if (path == "/")
                return Overview();
            return path.StartsWith(ThreeDs, StringComparison.Ordinal) ? Question(path[ThreeDs.Length..]) : null;
        }
    }

    private string Overview()
    {
        var page = new StringBuilder("<h1>Stripe sandbox</h1>");
        page.Append("<p>Clock: <b>").Append(clock.UtcNow.ToString("u")).Append("</b></p><p>");
        foreach (var (label, seconds) in new[] { ("1 hour", 3600), ("1 day", 86_400), ("1 week", 604_800), ("31 days", 2_678_400) })
            page.Append(Button("/_sandbox/clock", $"{{\"seconds\":{seconds}}}", "+ " + label));
        page.Append("</p>");
        Section(page, "Customers", store.Table<Customer>().NewestFirst().Where(customer => !customer.IsDeleted)
            .Select(customer => new[] { customer.Id, customer.Email ?? "", customer.Name ?? "" }));
        foreach (var table in new[] { "subscription", "invoice", "payment_intent" })
            Section(page, table + "s", Rows(table));
        Section(page, "Events", store.Table<StripeEvent>().NewestFirst()
            .Select(happened => new[] { happened.Id, happened.Type, $"{happened.PendingWebhooks} pending" }));
        return Document("Stripe sandbox", page);
    }

    private IEnumerable<string[]> Rows(string table) => (store.Table(table)?.OldestFirst ?? []).Reverse().Select(row =>
    {
        var json = System.Text.Json.JsonSerializer.SerializeToElement(row, row.GetType(), Wire.StripeJson.Compact);
        return new[] { row.Id, json.GetProperty("status").GetString() ?? "", json.GetProperty("customer").GetString() ?? "" };
    });

    private string? Question(string id)
    {
        var (status, what) = store.Table<PaymentIntent>().Find(id) is { } payment ? (payment.Status, $"a payment of {payment.Amount} {payment.Currency}")
            : store.Table<SetupIntent>().Find(id) is { } setup ? (setup.Status, "a card for later payments")
            : (null, null);
        if (status is null)
            return null;
        var page = new StringBuilder($"<h1>3-D Secure</h1><p>{WebUtility.HtmlEncode(id)} asks for {what}; status {status}.</p>");
        if (status == "requires_action")
        {
            page.Append(Button(ThreeDs + id, "{\"outcome\":\"approve\"}", "Approve"));
            page.Append(Button(ThreeDs + id, "{\"outcome\":\"fail\"}", "Fail"));
        }

        return Document("3-D Secure", page);
    }

    private static void Section(StringBuilder page, string title, IEnumerable<string[]> rows)
    {
        page.Append("<h2>").Append(title).Append("</h2><table>");
        foreach (var row in rows.Take(Shown))
            page.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{WebUtility.HtmlEncode(cell)}</td>")).Append("</tr>");
        page.Append("</table>");
    }

    private static string Button(string url, string json, string label) =>
        $"<button onclick='fetch(\"{WebUtility.UrlEncode(url).Replace("%2F", "/", StringComparison.Ordinal)}\",{{method:\"POST\",body:JSON.stringify({json})}})" +
        $".then(()=>location.reload())'>{label}</button>";

    private static string Document(string title, StringBuilder body) =>
        $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{title}</title><style>{Style}</style><body>{body}</body></html>";
}

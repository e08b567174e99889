using System.Globalization;
using Stripe;

namespace ClientForge.Billing.UnitTests.StripeNet;

/// <summary>What the options of a call look like on the wire. The order of the pairs is nobody's promise.</summary>
public sealed class FormEncodingTests
{
    private static readonly DateTime Noon = new(2026, 1, 15, 12, 0, 0, DateTimeKind.Utc);

    public static TheoryData<string, BaseOptions, string[]> Options => new()
    {
        { "nothing", new CustomerCreateOptions(), [] },
        { "text is escaped, brackets are not", new CustomerCreateOptions { Name = "Größe & [Co] 100%~'x'" }, ["name=Gr%C3%B6%C3%9Fe+%26+[Co]+100%25%7E%27x%27"] },
        { "empty text is sent", new CustomerCreateOptions { Name = "" }, ["name="] },
        { "nested", new CustomerCreateOptions { Address = new AddressOptions { Line1 = "1 Main St", PostalCode = "10115" } }, ["address[line1]=1+Main+St", "address[postal_code]=10115"] },
        { "map", new CustomerCreateOptions { Metadata = new() { ["tenant"] = "t 1", ["gone"] = "" } }, ["metadata[gone]=", "metadata[tenant]=t+1"] },
        { "map key with brackets", new CustomerCreateOptions { Metadata = new() { ["k[ey]"] = "v" } }, ["metadata[k][ey]=v"] },
        { "map with a null", new CustomerCreateOptions { Metadata = new() { ["gone"] = null } }, ["metadata[gone]="] },
        { "empty map", new CustomerCreateOptions { Metadata = [] }, [] },
        { "list", new CustomerCreateOptions { PreferredLocales = ["de", "en"] }, ["preferred_locales[0]=de", "preferred_locales[1]=en"] },
        { "empty list clears", new SubscriptionUpdateOptions { DefaultTaxRates = [] }, ["default_tax_rates="] },
        {
            "list of objects",
            new SubscriptionCreateOptions { Items = [new() { Price = "price_1", Quantity = 0 }, new() { Id = "si_1", Deleted = true }] },
            ["items[0][price]=price_1", "items[0][quantity]=0", "items[1][deleted]=true", "items[1][id]=si_1"]
        },
        { "numbers keep their sign and scale", new InvoiceItemCreateOptions { Amount = -1500, UnitAmountDecimal = 12.50m }, ["amount=-1500", "unit_amount_decimal=12.50"] },
        { "times are seconds, the fraction cut", new SubscriptionUpdateOptions { ProrationDate = Noon.AddMilliseconds(900) }, ["proration_date=1768478400"] },
        { "one of two: time", new SubscriptionCreateOptions { TrialEnd = Noon }, ["trial_end=1768478400"] },
        { "one of two: word", new SubscriptionCreateOptions { TrialEnd = SubscriptionTrialEnd.Now }, ["trial_end=now"] },
        { "one of two: range", new InvoiceListOptions { Created = new DateRangeOptions { GreaterThanOrEqual = Noon, LessThan = Noon.AddDays(1) } }, ["created[gte]=1768478400", "created[lt]=1768564800"] },
        { "word", new SubscriptionUpdateOptions { BillingCycleAnchor = SubscriptionBillingCycleAnchor.Unchanged }, ["billing_cycle_anchor=unchanged"] },
        { "last tier", new PriceCreateOptions { Tiers = [new() { UpTo = 100, UnitAmount = 5 }, new() { UpTo = PriceTierUpTo.Inf, UnitAmountDecimal = 0.5m }] }, ["tiers[0][unit_amount]=5", "tiers[0][up_to]=100", "tiers[1][unit_amount_decimal]=0.5", "tiers[1][up_to]=inf"] },
        { "unset with null: plain", new CustomerUpdateOptions { Name = null, Phone = null }, [] },
        { "unset with null: emptyable", new CustomerUpdateOptions { Address = null, Metadata = null }, ["address=", "metadata="] },
        { "unset with null: subscription", new SubscriptionUpdateOptions { PauseCollection = null, CancelAt = null, Discounts = null }, ["cancel_at=", "discounts=", "pause_collection="] },
        { "unset with null: nested", new SubscriptionUpdateOptions { Items = [new() { Id = "si_1", Discounts = null }] }, ["items[0][discounts]=", "items[0][id]=si_1"] },
        { "expand and paging", new InvoiceListOptions { Limit = 100, StartingAfter = "in_1", Expand = ["data.customer"] }, ["expand[0]=data.customer", "limit=100", "starting_after=in_1"] },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Options_Encoded_AreTheOfficialPairs(string what, BaseOptions options, string[] pairs)
    {
        Assert.NotEmpty(what);
        Assert.Equal(pairs, await EncodeAsync(options));
    }

    [Fact]
    public async Task ExtraParams_Added_GoOutAsWritten()
    {
        var options = new CustomerCreateOptions { Name = "n" };
        options.AddExtraParam("x[y]", "1");
        options.ExtraParams["z"] = true;
        options.AddExpand("tax");

        Assert.Equal(["expand[0]=tax", "name=n", "x[y]=1", "z=true"], await EncodeAsync(options));
    }

    [Fact]
    public async Task Numbers_UnderAnotherCulture_AreWrittenAlike()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
        try
        {
            Assert.Equal(["amount=-5", "unit_amount_decimal=12.5"], await EncodeAsync(new InvoiceItemCreateOptions { Amount = -5, UnitAmountDecimal = 12.5m }));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Delete_WithOptions_PutsThemIntoTheQuery()
    {
        var http = new RecordingHttpClient("""{"id":"sub_1"}""");

        await http.NewClient().V1.Subscriptions.CancelAsync(
            "sub_1", new SubscriptionCancelOptions { InvoiceNow = true, Prorate = false }, cancellationToken: TestContext.Current.CancellationToken);

        var (method, target, body) = Assert.Single(http.Requests);
        Assert.Equal(HttpMethod.Delete, method);
        Assert.Equal("/v1/subscriptions/sub_1?invoice_now=true&prorate=false", target);
        Assert.Null(body);
    }

    [Fact]
    public async Task Ids_InPaths_AreEscapedAndNotChecked()
    {
        var http = new RecordingHttpClient("""{"id":"cus_1"}""");
        var customers = http.NewClient().V1.Customers;

        await customers.GetAsync("a b/c?d", cancellationToken: TestContext.Current.CancellationToken);
        await customers.GetAsync(null, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["/v1/customers/a+b%2Fc%3Fd", "/v1/customers/"], http.Requests.Select(request => request.Target));
    }

    private static async Task<string[]> EncodeAsync(BaseOptions options)
    {
        var request = new StripeRequest(new Stripe.StripeClient("sk_test_1"), HttpMethod.Post, "/v1/any", options, null);
        var body = await request.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return [.. body.Split('&', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
    }
}

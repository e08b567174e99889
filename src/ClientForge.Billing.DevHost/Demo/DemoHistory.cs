namespace ClientForge.Billing.DevHost.Demo;

/// <summary>
/// A year in the life of six customers, made through the same routes that everyone uses, a month of the development
/// clock at a time: renewals, upgrades, seats, a coupon, failing cards with and without recovery, a cancellation.
/// </summary>
internal sealed class DemoHistory(Uri server, Uri? sandbox, string opsToken, string stripeKey, Action<string> report) : IDisposable
{
    private const int Months = 12;
    private const string GoodCard = "pm_card_visa";
    private const string OtherGoodCard = "pm_card_mastercard";
    private const string FailingCard = "pm_card_chargeCustomerFail";
    private static readonly TimeSpan Month = TimeSpan.FromDays(30.5);

    private readonly DemoApi dev = new(server, null);
    private readonly DemoApi ops = new(server, opsToken);
    private readonly List<DemoTenant> tenants = [];

    private DemoTenant Northwind => tenants[0];

    private DemoTenant BlueHarbor => tenants[1];

    private DemoTenant Kestrel => tenants[2];

    private DemoTenant Sunrise => tenants[3];

    private DemoTenant Helios => tenants[4];

    private DemoTenant Drift => tenants[5];

    public async Task WriteAsync(CancellationToken cancellation)
    {
        await CreateTenantsAsync(cancellation);
        await SignUpAsync(cancellation);
        for (var month = 1; month <= Months; month++)
        {
            report($"Demo: month {month} of {Months}");
            await UseAsync(month, cancellation);
            await LiveAsync(month, cancellation);
            await dev.PostAsync("/dev/time/advance", new { seconds = (long)Month.TotalSeconds }, cancellation);
        }
    }

    public void Dispose()
    {
        dev.Dispose();
        ops.Dispose();
        foreach (var tenant in tenants)
            tenant.Dispose();
    }

    private async Task CreateTenantsAsync(CancellationToken cancellation)
    {
        (string Name, string Email)[] people =
        [
            ("Northwind Traders", "accounts@northwind.example"), ("Blue Harbor Studio", "office@blueharbor.example"),
            ("Kestrel Analytics", "finance@kestrel.example"), ("Sunrise Bakery", "hello@sunrise.example"),
            ("Helios Energy", "payables@helios.example"), ("Drift Outdoor", "team@drift.example"),
        ];
        foreach (var (name, email) in people)
            tenants.Add(await DemoTenant.CreateAsync(dev, server, name, email, cancellation));
    }

    private async Task SignUpAsync(CancellationToken cancellation)
    {
        foreach (var tenant in tenants)
            await tenant.AddCardAsync(GoodCard, cancellation);
        await Northwind.SubscribeAsync("professional", 5, cancellation);
        await BlueHarbor.SubscribeAsync("basic", 2, cancellation, currency: "eur");
        await Kestrel.SubscribeAsync("professional", 3, cancellation, trialDays: 14);
        await Sunrise.SubscribeAsync("basic", 1, cancellation);
        await Helios.SubscribeAsync("enterprise", 40, cancellation, interval: "year");
        await Drift.SubscribeAsync("basic", 1, cancellation);
    }

    private async Task UseAsync(int month, CancellationToken cancellation)
    {
        await Northwind.ReportUsageAsync("api_calls", 20_000 + (month * 4_000), cancellation);
        await Northwind.ReportUsageAsync("emails_sent", 900 * month, cancellation);
        await Helios.ReportUsageAsync("api_calls", 400_000 + (month * 25_000), cancellation);
    }

    private Task LiveAsync(int month, CancellationToken cancellation) => month switch
    {
        3 => Northwind.AddSeatsAsync(3, cancellation),
        4 => Kestrel.AddCardAsync(FailingCard, cancellation),
        5 => BlueHarbor.ChangePlanAsync("professional", cancellation),
        // The engine tries open invoices again as soon as there is another card.
        6 => Kestrel.AddCardAsync(OtherGoodCard, cancellation),
        7 => NorthwindGetsADiscountAsync(cancellation),
        8 => Sunrise.CancelAtPeriodEndAsync(cancellation),
        9 => HeliosBuysTrainingAsync(cancellation),
        10 => Drift.AddCardAsync(FailingCard, cancellation),
        _ => Task.CompletedTask,
    };

    private async Task NorthwindGetsADiscountAsync(CancellationToken cancellation)
    {
        if (sandbox is null)
            return;
        using var stripe = new DemoApi(sandbox, stripeKey);
        var coupon = await stripe.PostFormAsync(
            "/v1/coupons", new() { ["percent_off"] = "20", ["duration"] = "repeating", ["duration_in_months"] = "3", ["name"] = "Loyal customer" }, cancellation);
        await stripe.PostFormAsync(
            "/v1/promotion_codes",
            new() { ["promotion[type]"] = "coupon", ["promotion[coupon]"] = (string)coupon["id"]!, ["code"] = "LOYAL20" }, cancellation);
        await Northwind.ApplyCouponAsync("LOYAL20", cancellation);
    }

    private async Task HeliosBuysTrainingAsync(CancellationToken cancellation)
    {
        var invoice = await ops.PostAsync(
            $"/api/v1/ops/tenants/{Helios.Id}/invoices",
            new
            {
                currency = "usd",
                items = new[] { new { description = "On-site training, two days", quantity = 2, unitAmount = 180_000, taxable = true } },
                dueDays = 30,
                autoAdvance = false,
            },
            cancellation);
        await ops.PostAsync($"/api/v1/ops/invoices/{(string)invoice["id"]!}/finalize", new { reason = "training held" }, cancellation);
        await ops.PostAsync($"/api/v1/ops/invoices/{(string)invoice["id"]!}/send", new { reason = "training held" }, cancellation);
    }
}

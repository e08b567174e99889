using ClientForge.Billing.Services.Invoices;
using Stripe;

namespace ClientForge.Billing.UnitTests.Invoices;

public sealed class InvoiceMappingTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    private static readonly InvoicePlace Place = new() { TenantId = Guid.Parse("00000000-0000-7000-8000-000000000001"), Id = Guid.Parse("00000000-0000-7000-8000-000000000002"), Now = Now };

    [Theory]
    [InlineData(5000, -2000, 0L, 3000, 2000)]
    [InlineData(5000, -9000, -4000L, 0, 5000)]
    [InlineData(5000, 1000, 0L, 6000, -1000)]
    [InlineData(30, 0, 30L, 0, 30)]
    [InlineData(-500, 0, -500L, 0, -500)]
    [InlineData(5000, -2000, null, 3000, 2000)]
    [InlineData(-500, 0, null, 0, 0)]
    public void ToRow_CustomerBalance_IsTheCreditApplied(long total, long starting, long? ending, long due, long expected)
    {
        var invoice = Invoice();
        (invoice.Total, invoice.StartingBalance, invoice.EndingBalance, invoice.AmountDue) = (total, starting, ending, due);

        Assert.Equal(expected, InvoiceMapping.ToRow(invoice, Place).CreditApplied);
    }

    [Fact]
    public void ToLines_TaxedLine_CarriesTheSumOfItsRates()
    {
        var line = Line(unit: 1000, quantity: 2, amount: 2000);
        line.Taxes = [Tax("txr_state", 145), Tax("txr_city", 20)];
        var rates = new Dictionary<string, KnownTaxRate> { ["txr_state"] = new("Sales tax", 7.25m), ["txr_city"] = new("City tax", 1m) };

        var row = InvoiceMapping.ToLines([line], Place, rates)[0];

        Assert.Equal((165, 8.25m), (row.TaxAmount, row.TaxRate));
        Assert.Equal((1000, 1000m, 2), (row.UnitAmount, row.UnitAmountDecimal, row.Quantity));
    }

    [Fact]
    public void ToLines_PriceBelowAMinorUnit_HasDecimalsOnly()
    {
        var row = InvoiceMapping.ToLines([Line(unit: 0.25m, quantity: 100, amount: 25)], Place, new Dictionary<string, KnownTaxRate>())[0];

        Assert.Equal((null, 0.25m), (row.UnitAmount, row.UnitAmountDecimal));
        Assert.Null(row.TaxRate);
    }

    [Theory]
    [InlineData(1000, 2, 2000, false, true)]
    [InlineData(0.25, 10, 3, false, true)]
    [InlineData(1000, 2, 1500, false, false)]
    [InlineData(1000, 2, 2000, true, false)]
    public void ToModel_UnitPrice_IsShownOnlyWhereItExplainsTheAmount(double unit, long quantity, long amount, bool proration, bool shown)
    {
        var line = InvoiceMapping.ToLines([Line((decimal)unit, quantity, amount)], Place, new Dictionary<string, KnownTaxRate>())[0] with { Proration = proration };

        var model = InvoiceDocumentMapping.ToModel(InvoiceMapping.ToRow(Invoice(), Place), [line], [], new DocumentParty { Name = "Seller" });

        Assert.Equal(shown, model.Lines[0].UnitAmount is not null);
    }

    [Fact]
    public void ToModel_Draft_HasNoDocument() => Assert.Throws<InvalidOperationException>(() => InvoiceDocumentMapping.ToModel(
        InvoiceMapping.ToRow(Invoice(), Place) with { Number = null }, [], [], new DocumentParty { Name = "Seller" }));

    [Theory]
    [InlineData("open", "send_invoice", 1000, 0, true)]
    [InlineData("open", "charge_automatically", 1000, 0, false)]
    [InlineData("paid", "charge_automatically", 1000, 1000, true)]
    [InlineData("paid", "charge_automatically", 1000, 0, true)]
    [InlineData("paid", "charge_automatically", 0, 0, false)]
    public void IsWorthAMail_State_DecidesWhetherTheCustomerIsWrittenTo(string status, string collection, long total, long paid, bool expected)
    {
        var row = InvoiceMapping.ToRow(Invoice(), Place) with { Status = status, CollectionMethod = collection, Total = total, AmountPaid = paid };

        Assert.Equal(expected, InvoiceDeliverHandler.IsWorthAMail(row));
    }

    [Fact]
    public void FailureOf_AuthenticationWanted_IsTold()
    {
        var failure = InvoiceFailures.Of(new PaymentIntent { Status = "requires_action" });

        Assert.True(failure!.RequiresAction);
        Assert.Null(InvoiceFailures.Of(new PaymentIntent { Status = "succeeded" }));
    }

    private static Invoice Invoice() => new()
    {
        Id = "in_1",
        CustomerId = "cus_1",
        Number = "CF-0001",
        Status = "open",
        Currency = "usd",
        CollectionMethod = "charge_automatically",
        Created = Now.UtcDateTime,
        PeriodStart = Now.UtcDateTime,
        PeriodEnd = Now.UtcDateTime,
    };

    private static InvoiceLineItem Line(decimal unit, long quantity, long amount) => new()
    {
        Id = "il_1",
        Description = "Line",
        Quantity = quantity,
        Amount = amount,
        Pricing = new InvoiceLineItemPricing { UnitAmountDecimal = unit },
        Period = new InvoiceLineItemPeriod { Start = Now.UtcDateTime, End = Now.UtcDateTime },
    };

    private static InvoiceLineItemTax Tax(string rateId, long amount) =>
        new() { Amount = amount, TaxRateDetails = new InvoiceLineItemTaxTaxRateDetails { TaxRateId = rateId } };
}

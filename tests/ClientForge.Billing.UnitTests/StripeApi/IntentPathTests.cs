using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.Services.StripeApi.ReadBacks;

namespace ClientForge.Billing.UnitTests.StripeApi;

public sealed class IntentPathTests
{
    [Theory]
    [InlineData("/v1/customers", "customers", null, null)]
    [InlineData("/v1/customers/cus_1", "customers", "cus_1", null)]
    [InlineData("/v1/invoices/in_1/pay", "invoices", "in_1", "pay")]
    [InlineData("/v1/subscriptions/sub_1?invoice_now=true&prorate=false", "subscriptions", "sub_1", null)]
    [InlineData("/v1/billing/meters", "billing/meters", null, null)]
    [InlineData("/v1/billing/meters/mtr_1/deactivate", "billing/meters", "mtr_1", "deactivate")]
    [InlineData("/v1/customers/cus_1/tax_ids/txi_1", "customers", "cus_1", "tax_ids/txi_1")]
    public void Of_Path_NamesCollectionObjectAndAction(string path, string collection, string? id, string? action) =>
        Assert.Equal(new IntentPath(collection, id, action), IntentPath.Of(Intent(path)));

    [Theory]
    [InlineData("/v1/invoices/in_1/pay", "invoice", "in_1")]
    [InlineData("/v1/subscriptions/sub_1", "subscription", "sub_1")]
    [InlineData("/v1/payment_methods/pm_1/attach", "payment_method", "pm_1")]
    public void MirroredObject_OfAChange_IsTheOneNamed(string path, string type, string id) =>
        Assert.Equal((type, id), IntentPath.Of(Intent(path)).MirroredObject);

    [Theory]
    [InlineData("/v1/customers")]
    [InlineData("/v1/setup_intents/seti_1/confirm")]
    public void MirroredObject_OfACreationOrAnotherType_IsNone(string path) => Assert.Null(IntentPath.Of(Intent(path)).MirroredObject);

    private static StripeIntentRow Intent(string path) => new()
    {
        Id = Guid.Parse("01950000-0000-7000-8000-000000000001"),
        Kind = "test",
        NaturalKey = "test",
        Method = "POST",
        Path = path,
        Body = "",
        ApiVersion = "2026-07-29.dahlia",
        Generation = 1,
        IdempotencyKey = "cf-test",
        State = IntentState.Pending,
        ObjectType = "test",
        Actor = "system",
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };
}

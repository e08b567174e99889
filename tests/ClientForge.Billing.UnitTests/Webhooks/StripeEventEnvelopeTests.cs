using System.Text.Json;
using ClientForge.Billing.Services.Webhooks;

namespace ClientForge.Billing.UnitTests.Webhooks;

public sealed class StripeEventEnvelopeTests
{
    [Theory]
    [InlineData("""{"object":"invoice","id":"in_1","customer":"cus_1"}""", "invoice", "in_1")]
    [InlineData("""{"object":"customer","id":"cus_1"}""", "customer", "cus_1")]
    [InlineData("""{"object":"subscription","id":"sub_1","customer":{"id":"cus_1","object":"customer"}}""", "subscription", "sub_1")]
    [InlineData("""{"object":"payment_method","id":"pm_1","customer":null}""", "payment_method", "pm_1")]
    [InlineData("""{"object":"invoice_payment","id":"inpay_1","invoice":"in_1"}""", "invoice", "in_1")]
    [InlineData("""{"object":"credit_note","id":"cn_1","invoice":{"id":"in_1"}}""", "invoice", "in_1")]
    [InlineData("""{"object":"subscription_schedule","id":"sub_sched_1","subscription":"sub_1"}""", "subscription", "sub_1")]
    [InlineData("""{"object":"discount","id":"di_1","subscription":null,"customer":"cus_1"}""", "customer", "cus_1")]
    public void Read_EventAboutSomethingMirrored_NamesTheObjectToReadAgain(string item, string type, string id) =>
        Assert.Equal((type, id), Read(item)!.Target);

    [Theory]
    [InlineData("""{"object":"invoice","customer":"cus_1"}""")]
    [InlineData("""{"object":"invoice","id":null}""")]
    [InlineData("""{"object":"charge","id":"ch_1"}""")]
    [InlineData("""{"object":"subscription_schedule","id":"sub_sched_1","subscription":null}""")]
    [InlineData("""{"id":"x"}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"in_1\"")]
    public void Read_EventAboutNothingMirrored_HasNoTarget(string item)
    {
        var envelope = Read(item);

        Assert.Equal("evt_1", envelope?.Id);
        Assert.Null(envelope?.Target);
    }

    [Theory]
    [InlineData("2026-07-29.dahlia")]
    [InlineData("2023-10-16")]
    [InlineData(null)]
    public void Read_AnyApiVersion_IsTaken(string? version)
    {
        var json = JsonSerializer.Serialize(new { id = "evt_1", type = "invoice.paid", api_version = version, data = new { @object = new { @object = "invoice", id = "in_1" } } });

        var envelope = StripeEventEnvelope.Read(JsonDocument.Parse(json).RootElement);

        Assert.Equal((version, ("invoice", "in_1")), (envelope?.ApiVersion, envelope?.Target));
    }

    [Fact]
    public void Read_ThinEvent_IsKeptWithoutTargetAndTime()
    {
        const string json = """{"id":"evt_2","object":"v2.core.event","type":"v1.invoice.paid","created":"2026-03-01T10:00:00Z","related_object":{"id":"in_1"}}""";

        var envelope = StripeEventEnvelope.Read(JsonDocument.Parse(json).RootElement);

        Assert.Equal(("evt_2", null, null), (envelope?.Id, envelope?.Target, envelope?.Created));
    }

    [Theory]
    [InlineData("""{"type":"invoice.paid"}""")]
    [InlineData("""{"id":"evt_1"}""")]
    [InlineData("""{"id":1,"type":"invoice.paid"}""")]
    [InlineData("""{"id":"","type":"invoice.paid"}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public void Read_NoEvent_IsNull(string json) => Assert.Null(StripeEventEnvelope.Read(JsonDocument.Parse(json).RootElement));

    [Fact]
    public void Read_ObjectWithOurMetadata_NamesTenantAndCustomer()
    {
        var envelope = Read("""{"object":"invoice","id":"in_1","customer":"cus_1","metadata":{"tenant_id":"01950000-0000-7000-8000-000000000001"}}""");

        Assert.Equal((Guid.Parse("01950000-0000-7000-8000-000000000001"), "cus_1"), (envelope?.TenantId, envelope?.CustomerId));
    }

    [Fact]
    public void Read_HostileMetadata_NamesNoTenant() =>
        Assert.Null(Read("""{"object":"invoice","id":"in_1","metadata":{"tenant_id":"'; drop table invoices"}}""")!.TenantId);

    private static StripeEventEnvelope? Read(string item) => StripeEventEnvelope.Read(
        JsonDocument.Parse($$$"""{"id":"evt_1","type":"some.type","created":1772359200,"data":{"object":{{{item}}}}}""").RootElement);
}

using System.Text.Json;
using Stripe;

namespace ClientForge.Billing.UnitTests.StripeNet;

public sealed class EventUtilityTests
{
    private const string Secret = "whsec_test_secret";
    private const long Now = 1_768_478_400;
    private const string Body = """{"id":"evt_1","object":"event","api_version":"2026-07-29.dahlia","created":1768478400,"data":{"object":{"id":"in_1","object":"invoice","status":"paid"},"previous_attributes":{"status":"open"}},"request":{"id":null,"idempotency_key":null},"type":"invoice.paid"}""";

    [Fact]
    public void ComputeSignature_KnownVector_Agrees() =>
        Assert.Equal(
            "20f1216f68e30478422913e580a3c917c3934ed4e2736ba63ba8609935c7ca42",
            EventUtility.ComputeSignature(Secret, "1761955200", """{"id":"evt_test","object":"event"}"""));

    [Fact]
    public void ConstructEvent_Genuine_ReadsTheEventAndItsObject()
    {
        var stripeEvent = EventUtility.ConstructEvent(Body, Signed(Body, Now), Secret, 300, Now);

        Assert.Equal(EventTypes.InvoicePaid, stripeEvent.Type);
        Assert.Equal("paid", Assert.IsType<Invoice>(stripeEvent.Data.Object).Status);
        Assert.Null(stripeEvent.Request.Id);
        Assert.Equal("open", stripeEvent.RawJsonElement!.Value.GetProperty("data").GetProperty("previous_attributes").GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("t={t},v1=00,v1={v1}")]
    [InlineData("t={t},v1={v1},v0=00")]
    [InlineData("t={t}, v1={v1}")]
    public void ValidateSignature_AnyMatchingV1_IsAccepted(string header) =>
        EventUtility.ValidateSignature(Body, Filled(header), Secret, 300, Now);

    [Theory]
    [InlineData("t={t},v0={v1}")]
    [InlineData("t={t}")]
    [InlineData("v1={v1}")]
    [InlineData("t={t},v1={V1}")]
    [InlineData("t=1768478401,v1={v1}")]
    [InlineData("t=soon,v1={v1}")]
    [InlineData("t={t},v1={v1},junk")]
    [InlineData("junk")]
    [InlineData("")]
    public void ValidateSignature_AnythingElse_IsRefused(string header) =>
        Assert.Throws<StripeException>(() => EventUtility.ValidateSignature(Body, Filled(header), Secret, 300, Now));

    [Fact]
    public void ValidateSignature_OfAnotherBodyOrSecret_IsRefused()
    {
        Assert.Throws<StripeException>(() => EventUtility.ValidateSignature(Body + " ", Signed(Body, Now), Secret, 300, Now));
        Assert.Throws<StripeException>(() => EventUtility.ValidateSignature(Body, Signed(Body, Now), "whsec_other", 300, Now));
    }

    [Theory]
    [InlineData(0, 300, true)]
    [InlineData(300, 300, true)]
    [InlineData(-300, 300, true)]
    [InlineData(301, 300, false)]
    [InlineData(-301, 300, false)]
    [InlineData(0, 0, true)]
    [InlineData(1, 0, false)]
    public void ValidateSignature_Age_IsMeasuredInBothDirections(long age, long tolerance, bool accepted)
    {
        var failure = Record.Exception(() => EventUtility.ValidateSignature(Body, Signed(Body, Now), Secret, tolerance, Now + age));

        Assert.Equal(accepted, failure is null);
        Assert.True(accepted || failure is StripeException);
    }

    [Theory]
    [InlineData("2026-07-29.dahlia", true)]
    [InlineData("2026-03-25.dahlia", true)]
    [InlineData("2026-10-28.endive", false)]
    [InlineData("2023-10-16", false)]
    public void IsCompatibleApiVersion_ReleaseTrain_Decides(string version, bool compatible) =>
        Assert.Equal(compatible, EventUtility.IsCompatibleApiVersion(version));

    [Theory]
    [InlineData("2026-07-29.preview", "2026-07-29.preview", true)]
    [InlineData("2026-07-29.preview", "2026-06-24.preview", false)]
    public void IsCompatibleApiVersion_PreviewTrain_MustBeTheSame(string ours, string theirs, bool compatible) =>
        Assert.Equal(compatible, EventUtility.IsCompatibleApiVersion(ours, theirs));

    [Fact]
    public void ParseEvent_OfAnotherTrain_IsRefusedUnlessAllowed()
    {
        var body = Body.Replace("dahlia", "endive", StringComparison.Ordinal);

        Assert.Throws<StripeException>(() => EventUtility.ParseEvent(body));
        Assert.Equal("evt_1", EventUtility.ParseEvent(body, throwOnApiVersionMismatch: false).Id);
    }

    [Fact]
    public void ParseEvent_UnknownObject_IsReadWithoutIt() =>
        Assert.Null(EventUtility.ParseEvent(Body.Replace("\"invoice\"", "\"galaxy\"", StringComparison.Ordinal)).Data.Object);

    [Fact]
    public void ParseEvent_ThinEvent_IsRefused() =>
        Assert.Throws<ArgumentException>(() => EventUtility.ParseEvent("""{"id":"evt_1","object":"v2.core.event","created":"2026-01-15T12:00:00Z"}"""));

    [Theory]
    [InlineData("no json")]
    [InlineData("\uFEFF{}")]
    public void ParseEvent_NoJson_IsRefused(string body) =>
        Assert.ThrowsAny<JsonException>(() => EventUtility.ParseEvent(body));

    private static string Signed(string body, long time) => $"t={time},v1={EventUtility.ComputeSignature(Secret, $"{time}", body)}";

    private static string Filled(string header)
    {
        var signature = EventUtility.ComputeSignature(Secret, $"{Now}", Body);
        return header
            .Replace("{t}", $"{Now}", StringComparison.Ordinal)
            .Replace("{v1}", signature, StringComparison.Ordinal)
            .Replace("{V1}", signature.ToUpperInvariant(), StringComparison.Ordinal);
    }
}

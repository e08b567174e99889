using ClientForge.Billing.StripeSandbox.Webhooks;

namespace ClientForge.Billing.UnitTests.StripeSandbox;

public sealed class WebhookSignatureTests
{
    [Fact]
    public void Header_PublishedVector_IsReproduced() => Assert.Equal(
        "t=1761955200,v1=20f1216f68e30478422913e580a3c917c3934ed4e2736ba63ba8609935c7ca42",
        WebhookSignature.Header("whsec_test_secret", 1_761_955_200, "{\"id\":\"evt_test\",\"object\":\"event\"}"u8.ToArray()));
}

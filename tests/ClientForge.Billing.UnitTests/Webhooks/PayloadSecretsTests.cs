using ClientForge.Billing.Services.Webhooks;

namespace ClientForge.Billing.UnitTests.Webhooks;

public sealed class PayloadSecretsTests
{
    [Theory]
    [InlineData("""{"client_secret":"pi_1_secret_x","id":"pi_1"}""", """{"client_secret":"[removed]","id":"pi_1"}""")]
    [InlineData("""{"client_secret" : "a\"b"}""", """{"client_secret" : "[removed]"}""")]
    [InlineData("""{"client_secret":null}""", """{"client_secret":null}""")]
    [InlineData("""{"id":"evt_1"}""", """{"id":"evt_1"}""")]
    public void Remove_ClientSecrets_LeavesTheRest(string payload, string kept) => Assert.Equal(kept, PayloadSecrets.Remove(payload));
}

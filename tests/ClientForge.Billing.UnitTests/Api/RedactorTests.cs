using ClientForge.Billing.Api.Observability;

namespace ClientForge.Billing.UnitTests.Api;

public sealed class RedactorTests
{
    [Theory]
    [InlineData("key sk_live_51Habcdef used", "key [redacted] used")]
    [InlineData("rk_test_9xYz and sk_test_1_2", "[redacted] and [redacted]")]
    [InlineData("secret=whsec_MfKQ9r8/+=", "secret=[redacted]")]
    [InlineData("Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_123", "Bearer [redacted]")]
    [InlineData("pi_3Mt1aB_secret_k9Zz was returned", "[redacted] was returned")]
    [InlineData("Host=db;Password=hunter2;Port=1", "Host=db;Password=[redacted];Port=1")]
    [InlineData("card 4242 4242 4242 4242.", "card [redacted].")]
    [InlineData("card 4242-4242-4242-4242", "card [redacted]")]
    [InlineData("\"4000000000000077\"", "\"[redacted]\"")]
    [InlineData("378282246310005", "[redacted]")]
    public void Scrub_Secret_IsTakenOut(string text, string expected)
    {
        Assert.Equal(expected, Redactor.Scrub(text));
    }

    [Theory]
    [InlineData("nothing to hide")]
    [InlineData("order 4242424242424241")]
    [InlineData("at 1795552882123 ms")]
    [InlineData("0.42424242424242424242")]
    [InlineData("01980000-0000-7000-8000-000000000001")]
    [InlineData("trace 4242424242424242abcdef")]
    [InlineData("task_list, disk_full, risk_score")]
    public void Scrub_HarmlessText_StaysAsItIs(string text)
    {
        Assert.Equal(text, Redactor.Scrub(text));
    }
}

using ClientForge.Billing.Api.Hosting;
using Microsoft.Extensions.Configuration;

namespace ClientForge.Billing.UnitTests.Api;

public sealed class StartupSettingsTests
{
    private static readonly Dictionary<string, string?> Complete = new()
    {
        ["ConnectionStrings:Billing"] = "Host=db",
        ["Auth:SigningKey"] = new string('k', 32),
        ["Stripe:SecretKey"] = "sk_live_1",
        ["Stripe:WebhookSecret"] = "whsec_1",
        ["Encryption:Keys"] = "k1:AAAA",
        ["Smtp:Host"] = "smtp.example",
        ["Smtp:From"] = "billing@example.com",
    };

    [Fact]
    public void Problems_CompleteProductionSettings_AreNone()
    {
        Assert.Empty(StartupSettings.Problems(With(), isDevelopment: false));
    }

    [Theory]
    [InlineData("ConnectionStrings:Billing", "ConnectionStrings__Billing")]
    [InlineData("Auth:SigningKey", "Auth__SigningKey")]
    [InlineData("Stripe:SecretKey", "Stripe__SecretKey")]
    [InlineData("Stripe:WebhookSecret", "Stripe__WebhookSecret")]
    [InlineData("Encryption:Keys", "Encryption__Keys")]
    [InlineData("Smtp:Host", "Smtp__Host")]
    [InlineData("Smtp:From", "Smtp__From")]
    public void Problems_MissingInProduction_NameTheSetting(string key, string name)
    {
        var problem = Assert.Single(StartupSettings.Problems(With((key, " ")), isDevelopment: false));

        Assert.StartsWith($"{name} is not set", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_SigningKeyOf31Bytes_IsWeak()
    {
        var problem = Assert.Single(StartupSettings.Problems(With(("Auth:SigningKey", new string('k', 31))), isDevelopment: false));

        Assert.Equal("Auth__SigningKey must hold at least 32 bytes", problem);
    }

    [Fact]
    public void Problems_AuthorityInsteadOfKey_IsEnough()
    {
        Assert.Empty(StartupSettings.Problems(With(("Auth:SigningKey", null), ("Auth:Authority", "https://login.example")), isDevelopment: false));
    }

    [Fact]
    public void Problems_DevelopmentKeyInProduction_IsRefused()
    {
        var settings = With(("Auth:SigningKey", DevelopmentSettings.SigningKey));

        Assert.StartsWith("Auth__SigningKey", Assert.Single(StartupSettings.Problems(settings, isDevelopment: false)), StringComparison.Ordinal);
        Assert.Empty(StartupSettings.Problems(settings, isDevelopment: true));
    }

    [Fact]
    public void Build_WeakProductionSettings_StopsWithOneLineThatNamesThem()
    {
        var settings = new Dictionary<string, string?>(Complete) { ["Auth:SigningKey"] = "short", ["Stripe:SecretKey"] = "" };

        var thrown = Assert.Throws<InvalidSettingsException>(() => ApiHost.Build(
            ["--environment", "Production"], builder => builder.Configuration.AddInMemoryCollection(settings)));

        Assert.Equal("Stripe__SecretKey is not set; Auth__SigningKey must hold at least 32 bytes", thrown.Message);
    }

    private static IConfiguration With(params (string Key, string? Value)[] changes) => new ConfigurationBuilder()
        .AddInMemoryCollection(Complete)
        .AddInMemoryCollection(changes.Select(change => KeyValuePair.Create(change.Key, change.Value)))
        .Build();
}

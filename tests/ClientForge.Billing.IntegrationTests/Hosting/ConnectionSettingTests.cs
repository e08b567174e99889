using ClientForge.Billing.Data;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClientForge.Billing.IntegrationTests.Hosting;

public sealed class ConnectionSettingTests
{
    [Theory]
    [InlineData("Host=db", 24, 200)]
    [InlineData("Host=db;Maximum Pool Size=100;Max Auto Prepare=0", 100, 0)]
    public async Task Tuning_GivenSettings_Win(string connectionString, int poolSize, int prepared)
    {
        await using var services = new ServiceCollection().AddBillingData(connectionString).BuildServiceProvider();

        var settings = new NpgsqlConnectionStringBuilder(services.GetRequiredService<NpgsqlDataSource>().ConnectionString);

        Assert.Equal((poolSize, prepared), (settings.MaxPoolSize, settings.MaxAutoPrepare));
    }
}

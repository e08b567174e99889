using System.Net;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.Hosting;

public sealed class HealthTests(TestDatabases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_EmptyDatabase_IsMigratedAndReady()
    {
        await using var api = await TestApi.StartAsync(await databases.CreateEmptyAsync(Cancellation));

        using var live = await api.Anonymous.GetAsync("/health/live", Cancellation);
        using var ready = await api.Anonymous.GetAsync("/health/ready", Cancellation);

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [Fact]
    public async Task Ready_SchemaChangedBehindItsBack_AnswersUnavailable()
    {
        await using var api = await TestApi.StartAsync(await databases.CreateAsync(Cancellation));
        await using (var connection = await api.Database.OpenAsAdminAsync(Cancellation))
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "insert into schema_migrations values ('9999_newer.sql', 'x', now())";
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        using var ready = await api.Anonymous.GetAsync("/health/ready", Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
    }
}

using System.Net;
using ClientForge.Billing.IntegrationTests.Fixtures;
using Npgsql;

namespace ClientForge.Billing.IntegrationTests.PeerBugs;

/// <summary>What went wrong elsewhere with walls and secrets.</summary>
public sealed class IsolationTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Theory]
    [InlineData("PUT", "subscription", "{\"quantity\":2,\"unitAmount\":1}")]
    [InlineData("PUT", "subscription", "{\"quantity\":2,\"status\":\"active\"}")]
    [InlineData("POST", "subscription/seats", "{\"delta\":1,\"amount\":0}")]
    [InlineData("PUT", "account", "{\"balance\":-100000}")]
    [InlineData("POST", "payment-methods", "{\"paymentMethodId\":\"pm_card_visa\",\"returnUrl\":\"//evil.example\"}")]
    public async Task Fields_ThatTheServerOwns_AreRefused(string method, string path, string body)
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.SubscribeAsync();
        var answer = method == "PUT" ? await tenant.Admin.PutAsync(path, body) : await tenant.Admin.PostAsync(path, body);
        Assert.Equal((HttpStatusCode.BadRequest, "unknown_field"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task ClientSecrets_OfIntents_AreStoredNowhere()
    {
        var tenant = await world.CreateTenantAsync();
        await tenant.AddCardAsync("pm_card_authenticationRequired");
        (await tenant.Admin.PostAsync("payment-methods/setup-intent", idempotencyKey: "secret-setup")).Expect(HttpStatusCode.OK);
        var answer = (await tenant.Admin.PostAsync(
            "subscribe", new { planId = await tenant.PlanIdAsync("Basic"), trialDays = 0 }, "secret-subscribe")).Expect(HttpStatusCode.Created);
        var secret = answer["nextAction.clientSecret"].GetString()!;
        await world.SettleAsync();

        Assert.Contains("_secret_", secret, StringComparison.Ordinal);
        Assert.Empty(await HoldingAsync("_secret_"));
        var replayed = (await tenant.Admin.PostAsync("subscribe", new { planId = await tenant.PlanIdAsync("Basic"), trialDays = 0 }, "secret-subscribe")).Expect(HttpStatusCode.Created);
        Assert.Equal(answer.Text, replayed.Text);
    }

    // Every column that can hold text, of every table.
    private async Task<IReadOnlyList<string>> HoldingAsync(string text)
    {
        await using var connection = await world.Database.OpenAsAdminAsync(TestContext.Current.CancellationToken);
        var columns = await ReadAsync(
            connection,
            """
            select format('select %L || '': '' || substr(%s, position(''%s'' in %s) - 80, 120) from %I where position(''%s'' in %s) > 0', table_name || '.' || column_name, c.shown, $1, c.shown, table_name, $1, c.shown)
            from information_schema.columns
            cross join lateral (select case data_type when 'bytea' then format('encode(%I, ''escape'')', column_name) else format('%I::text', column_name) end as shown) c
            where table_schema = 'public' and data_type in ('text', 'jsonb', 'json', 'bytea', 'character varying')
            """,
            text);
        Assert.True(columns.Count > 50);
        var found = new List<string>();
        foreach (var query in columns)
            found.AddRange(await ReadAsync(connection, $"{query} and $1 is not null limit 1", text));
        return found;
    }

    private static async Task<List<string>> ReadAsync(NpgsqlConnection connection, string sql, string parameter)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new NpgsqlParameter { Value = parameter } } };
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(reader.GetString(0));
        return rows;
    }
}

using System.Globalization;
using System.Net;
using System.Text.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.IntegrationTests.Story;

namespace ClientForge.Billing.IntegrationTests.Usage;

/// <summary>
/// Months of usage of several tenants over one or more replicas, with repetitions and late events. What it sent, it counts by
/// itself; at the end recorded, reported and invoiced quantities must all be that.
/// </summary>
public sealed class UsageCampaign(UsageCampaignSettings settings, Stage stage, IReadOnlyList<Uri> replicas) : IDisposable
{
    private const string Metric = "api_calls";
    private const string Level = "storage_gb";
    private const int BatchSize = 1_000;
    private const double RepeatedShare = 0.2;
    private const double LateShare = 0.05;

    private readonly Random _random = new(settings.Seed);
    private readonly ApiCaller _anonymous = new(stage.Api, null);
    private readonly List<Player> _players = [];

    /// <summary>Plays all months and compares.</summary>
    public async Task PlayAsync()
    {
        for (var i = 0; i < settings.Tenants; i++)
            _players.Add(await EnterAsync(i));
        for (var month = 0; month < settings.Months; month++)
        {
            foreach (var player in _players)
                await PlayMonthAsync(player);
            await FinishMonthAsync();
        }

        foreach (var player in _players)
            await CompareAsync(player);
    }

    public void Dispose()
    {
        _anonymous.Dispose();
        foreach (var caller in _players.SelectMany(player => player.Callers))
            caller.Dispose();
    }

    private async Task<Player> EnterAsync(int number)
    {
        var email = $"campaign{number}@example.com";
        var made = (await _anonymous.PostAsync("/dev/tenants", new { name = $"Campaign {number}", email })).Expect(HttpStatusCode.Created);
        var token = made["adminToken"].GetString();
        var callers = replicas.Select(replica => new ApiCaller(replica, token)).ToArray();
        var tenant = new TestTenant(made["tenantId"].GetGuid(), email, callers[0], callers[0]);
        await tenant.SubscribeAsync();
        return new Player(tenant, callers);
    }

    /// <summary>Everything but the late events is sent in the period's last hour, spread over the whole period.</summary>
    private async Task PlayMonthAsync(Player player)
    {
        var subscription = await player.Tenant.SubscriptionAsync();
        var (start, end) = (subscription.At("currentPeriodStart").GetDateTimeOffset(), subscription.At("currentPeriodEnd").GetDateTimeOffset());
        await AdvanceToAsync(end.AddHours(-1));
        var month = new Month(start, end);
        player.Months.Add(month);
        var events = Enumerable.Range(0, settings.Events / settings.Tenants / settings.Months).Select(i => Make(player, month, i)).ToArray();
        var late = events.Where(_ => _random.NextDouble() < LateShare).ToHashSet();
        player.Late.AddRange(late);
        foreach (var batch in events.Where(item => !late.Contains(item)).Chunk(BatchSize))
            await SendAsync(player, batch);
    }

    /// <summary>Late events come while the drafts of the period are open; then Stripe finalizes.</summary>
    private async Task FinishMonthAsync()
    {
        var end = _players.Max(player => player.Months[^1].End);
        await AdvanceToAsync(end.AddMinutes(10));
        foreach (var player in _players)
        {
            foreach (var batch in player.Late.Chunk(BatchSize))
                await SendAsync(player, batch);
            player.Late.Clear();
        }

        await AdvanceToAsync(end.AddHours(3));
    }

    private UsageLine Make(Player player, Month month, int number)
    {
        // Away from the minutes that hold the boundaries, which Stripe's summaries cannot cut.
        var inside = (long)((month.End - month.Start).TotalSeconds - 7_200);
        var at = month.Start.AddSeconds(60 + _random.NextInt64(inside));
        var isLevel = _random.Next(20) == 0;
        var quantity = _random.Next(1, 10);
        var key = string.Create(CultureInfo.InvariantCulture, $"{player.Months.Count}-{number}");
        if (!isLevel)
            month.Total += quantity;
        else if (at >= month.LevelAt)
            (month.LevelAt, month.LastLevel) = (at, at == month.LevelAt ? null : quantity);
        return new UsageLine(isLevel ? Level : Metric, quantity, key, at);
    }

    private async Task SendAsync(Player player, UsageLine[] batch)
    {
        await PostAsync(player.Callers[_random.Next(player.Callers.Length)], batch);
        var repeated = batch.Where(_ => _random.NextDouble() < RepeatedShare).ToArray();
        if (repeated.Length == 0)
            return;
        var again = await PostAsync(player.Callers[_random.Next(player.Callers.Length)], repeated);
        Assert.Equal((0, repeated.Length), (again["accepted"].GetInt32(), again["duplicates"].GetInt32()));
    }

    private static async Task<Answer> PostAsync(ApiCaller caller, UsageLine[] events)
    {
        var answer = (await caller.PostAsync("usage/report", new { events })).Expect(HttpStatusCode.Accepted);
        Assert.Equal("[]", answer["rejected"].GetRawText());
        return answer;
    }

    private static async Task CompareAsync(Player player)
    {
        var invoices = await player.Tenant.InvoicesAsync();
        foreach (var month in player.Months)
        {
            var from = Uri.EscapeDataString(month.Start.ToString("O", CultureInfo.InvariantCulture));
            var to = Uri.EscapeDataString(month.End.ToString("O", CultureInfo.InvariantCulture));
            var recorded = (await player.Tenant.Admin.GetAsync($"usage?metric={Metric}&from={from}&to={to}")).Expect(HttpStatusCode.OK);
            Assert.Equal(month.Total, recorded["total"].GetInt64());
            var lines = invoices.SelectMany(invoice => invoice.At("lines").EnumerateArray()).Where(line => line.At("periodStart").GetDateTimeOffset() == month.Start).ToArray();
            Assert.Equal(month.Total, Quantity(lines, "API calls"));
            if (month.LastLevel is { } level)
                Assert.Equal(level, Quantity(lines, "Storage (GB)"));
        }
    }

    private static long Quantity(JsonElement[] lines, string name) =>
        lines.Where(line => line.StringAt("description")!.Contains(name, StringComparison.Ordinal)).Sum(line => line.LongAt("quantity"));

    // The clock ticks while the events are sent, and may be past the hour of a player that comes later.
    private async Task AdvanceToAsync(DateTimeOffset to)
    {
        var now = (await _anonymous.GetAsync("/dev/time")).Expect(HttpStatusCode.OK)["now"].GetDateTimeOffset();
        (await _anonymous.PostAsync("/dev/time/advance", new { to = to > now ? to : now.AddSeconds(1) })).Expect(HttpStatusCode.OK);
    }

    private sealed record UsageLine(string Metric, long Quantity, string IdempotencyKey, DateTimeOffset Timestamp);

    private sealed record Player(TestTenant Tenant, ApiCaller[] Callers)
    {
        public List<Month> Months { get; } = [];

        public List<UsageLine> Late { get; } = [];
    }

    private sealed class Month(DateTimeOffset start, DateTimeOffset end)
    {
        public DateTimeOffset Start { get; } = start;

        public DateTimeOffset End { get; } = end;

        public long Total { get; set; }

        public DateTimeOffset LevelAt { get; set; }

        /// <summary>Null when two levels share the last instant: then either may stand.</summary>
        public long? LastLevel { get; set; }
    }
}

/// <summary>How large a campaign is and what it is drawn from.</summary>
public sealed record UsageCampaignSettings
{
    public required int Seed { get; init; }

    /// <summary>Of all tenants and months together, repetitions not counted.</summary>
    public required int Events { get; init; }

    public required int Tenants { get; init; }

    public required int Months { get; init; }
}

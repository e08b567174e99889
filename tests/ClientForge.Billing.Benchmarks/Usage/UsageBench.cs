using System.Diagnostics;
using System.Globalization;
using System.Text;
using ClientForge.Billing.Services.Usage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClientForge.Billing.Benchmarks.Usage;

/// <summary>
/// Usage ingest and reads beside their rivals, each pair alternated in one run, with everything that takes part (PostgreSQL with
/// fsync and synchronous commit, both replicas and the load) on the same machine.
/// </summary>
internal sealed class UsageBench
{
    private const string ReportPath = "/api/v1/billing/usage/report";
    private const string Report = $"POST {ReportPath}";
    private const string ReportNaively = $"POST {NaiveIngest.Path}";
    private const string Read = "GET /api/v1/billing/usage?metric=api_calls&granularity=day";
    private const int Readers = 16;
    private const int ReadsPerSecond = 1_000;
    private const int Tenants = 64;
    private const int Rounds = 3;
    private const int BatchSize = 1_000;

    // Until the runtime has compiled what runs often for good.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);

    private readonly BenchHouse _house;
    private readonly TimeSpan _length;
    private readonly List<Result> _results = [];
    private double _quietP99;

    private UsageBench(BenchHouse house, TimeSpan length)
    {
        _house = house;
        _length = length;
    }

    /// <summary><c>BENCH_SECONDS</c> (3) is how long each measurement takes, <c>BENCH_EVENTS</c> (10,000,000) how much is read from.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var events = Setting("BENCH_EVENTS", 10_000_000);
        await using var house = await BenchHouse.StartAsync(Tenants + 3);
        var run = new UsageBench(house, TimeSpan.FromSeconds(Setting("BENCH_SECONDS", 3)));
        Console.WriteLine("| what | measured | rival of the same run | ratio | asked | kept |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        await run.SinglesAsync(64, 5);
        await run.SinglesAsync(256, 7);
        await run.BatchesAsync();
        await run.MixedBatchesAsync();
        await run.SinglesUnderBatchesAsync();
        await run.HotTenantAsync();
        await run.ReplicasAsync();
        await run.BulkAsync(events / 10);
        await run.ReadsAsync(events);
        run.Add(new Result("resident set of two replicas and the load together", Environment.WorkingSet / 1048576.0, "MiB", null, 300, Better.Lower));
        return [.. run._results.Select(result => result.ToFigure())];
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private async Task SinglesAsync(int connections, double limit)
    {
        using var ourClients = Open(connections, Report);
        using var naiveClients = Open(connections, ReportNaively);
        var (ours, naive) = (new List<LoadResult>(), new List<LoadResult>());
        await SinglesAsync(ourClients, connections, WarmUp);
        await SinglesAsync(naiveClients, connections, WarmUp);
        for (var round = 0; round < Rounds; round++)
        {
            naive.Add(await SinglesAsync(naiveClients, connections, _length));
            ours.Add(await SinglesAsync(ourClients, connections, _length));
        }

        var p99 = Load.Median(ours.Select(result => result.P99));
        Add(new Result(
            $"single events, {connections} connections", Load.Median(ours.Select(result => result.PerSecond)), "events/s",
            Load.Median(naive.Select(result => result.PerSecond)), limit, Better.Higher));
        if (connections == 64)
        {
            _quietP99 = p99;
            Add(new Result($"p99 of single events, {connections} connections", p99, "ms", null, 25, Better.Lower));
        }
    }

    private async Task BatchesAsync()
    {
        using var client = _house.Client(_house.Tenants[0]);
        await using var connection = await OpenAsync();
        var raw = new RawCopy(connection, Partition());
        var (ours, rival) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var copied = (await Load.ClosedAsync(1, _length, _ => raw.RunAsync(_house.Tenants[^1], BatchSize))).PerSecond * BatchSize;
            var reported = (await Load.ClosedAsync(2, _length, _ => PostAsync(client, ReportPath, Batch(BatchSize)))).PerSecond * BatchSize;
            if (round == 0)
                continue; // warm-up
            rival.Add(copied);
            ours.Add(reported);
        }

        Add(new Result("batches of 1,000 of one tenant", Load.Median(ours), "events/s", Load.Median(rival), 0.6, Better.Higher));
    }

    private async Task MixedBatchesAsync()
    {
        var writer = _house.Services.GetRequiredService<UsageWriter>();
        await using var connection = await OpenAsync();
        var raw = new RawCopy(connection, Partition());
        var (ours, rival) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var copied = (await Load.ClosedAsync(1, _length, _ => raw.RunAsync(_house.Tenants[^1], BatchSize))).PerSecond * BatchSize;
            var written = (await Load.ClosedAsync(1, _length, _ => writer.WriteAsync(MixedCalls(), slot: 20_000, CancellationToken.None))).PerSecond * BatchSize;
            if (round == 0)
                continue;
            rival.Add(copied);
            ours.Add(written);
        }

        Add(new Result("batches of 1,000 of many tenants (the writer alone)", Load.Median(ours), "events/s", Load.Median(rival), 0.4, Better.Higher));
    }

    private async Task SinglesUnderBatchesAsync()
    {
        using var clients = Open(64, Report);
        using var batches = _house.Client(_house.Tenants[^2], 2);
        using var over = new CancellationTokenSource();
        var pressing = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
                await PostAsync(batches, ReportPath, Batch(BatchSize));
        })).ToArray();
        var pressed = await SinglesAsync(clients, 64, _length * Rounds);
        await over.CancelAsync();
        await Task.WhenAll(pressing);
        Add(new Result("p99 of single events beside saturating batches", pressed.P99, "ms", _quietP99, 4, Better.Lower));
    }

    private async Task HotTenantAsync()
    {
        using var clients = Open(64, Report);
        // The same number of connections; half of them are one tenant's.
        using var hot = new Connections(_ => _house.Addresses[0], 32, Report, _house.ServiceToken, _ => _house.Tenants[^1]);
        var (even, beside) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            even.Add((await OthersAsync(clients, clients)).P99);
            beside.Add((await OthersAsync(clients, hot)).P99);
        }

        Add(new Result("p99 of the others beside a tenant with half of all events", Load.Median(beside), "ms", Load.Median(even), 1.2, Better.Lower));
    }

    // The last 32 connections are measured while the first 32 of the pressing ones send as well.
    private async Task<LoadResult> OthersAsync(Connections measured, Connections pressing)
    {
        using var over = new CancellationTokenSource();
        var others = Enumerable.Range(0, 32).Select(connection => Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
                await pressing.SendAsync(connection, Single());
        })).ToArray();
        var result = await Load.ClosedAsync(32, _length, connection => measured.SendAsync(connection + 32, Single()));
        await over.CancelAsync();
        await Task.WhenAll(others);
        return result;
    }

    private async Task ReplicasAsync()
    {
        using var one = Open(64, Report);
        using var two = Open(64, Report, connection => connection % 2);
        var (single, both) = (new List<double>(), new List<double>());
        await SinglesAsync(two, 64, WarmUp);
        for (var round = 0; round < Rounds; round++)
        {
            single.Add((await SinglesAsync(one, 64, _length)).PerSecond);
            both.Add((await SinglesAsync(two, 64, _length)).PerSecond);
        }

        Add(new Result("two replicas beside one, 64 connections", Load.Median(both), "events/s", Load.Median(single), 1, Better.Higher));
    }

    private async Task BulkAsync(int rows)
    {
        await using var connection = await OpenAsync();
        var raw = new RawCopy(connection, Partition());
        using var client = _house.Client(_house.Tenants[1]);
        var (ours, rival) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            rival.Add(await RateAsync(rows, () => raw.RunAsync(_house.Tenants[^1], rows)));
            ours.Add(await RateAsync(rows, () => LoadAsync(client, rows)));
        }

        Add(new Result("bulk load of lines", Load.Median(ours), "events/s", Load.Median(rival), 0.7, Better.Higher));
    }

    private async Task ReadsAsync(int events)
    {
        using var small = _house.Client(_house.Tenants[^2], 8);
        using var large = _house.Client(_house.Tenants[^3], 8);
        await LoadAsync(small, events / 10);
        await LoadAsync(large, events);
        await SettleAsync();
        using var ofFew = await OpenReadersAsync(_house.Tenants[^2]);
        using var ofMany = await OpenReadersAsync(_house.Tenants[^3]);
        var (few, many) = (new List<double>(), new List<double>());
        await ReadAsync(ofFew, WarmUp);
        for (var round = 0; round < Rounds; round++)
        {
            few.Add((await ReadAsync(ofFew, _length)).P99);
            many.Add((await ReadAsync(ofMany, _length)).P99);
        }

        Add(new Result(
            string.Create(CultureInfo.InvariantCulture, $"p99 of reading a metric of {events:N0} events beside {events / 10:N0}, at 1,000 requests/s"),
            Load.Median(many), "ms", Load.Median(few), 1.2, Better.Lower));
        Add(new Result("p99 of reading a metric at 1,000 requests/s", Load.Median(many), "ms", null, 5, Better.Lower));
    }

    private async Task<Connections> OpenReadersAsync(Guid tenantId) =>
        new(_ => _house.Addresses[0], Readers, Read, await _house.MemberTokenAsync(tenantId), _ => tenantId);

    private static Task<LoadResult> ReadAsync(Connections readers, TimeSpan length) => Load.PacedAsync(Readers, ReadsPerSecond, length, readers.Send);

    private Connections Open(int connections, string request, Func<int, int>? replica = null) => new(
        connection => _house.Addresses[replica?.Invoke(connection) ?? 0], connections, request, _house.ServiceToken, connection => _house.Tenants[connection % Tenants]);

    private static Task<LoadResult> SinglesAsync(Connections clients, int connections, TimeSpan length) =>
        Load.ClosedAsync(connections, length, connection => clients.SendAsync(connection, Single()));

    private static async Task PostAsync(HttpClient client, string path, byte[] json)
    {
        using var content = new ByteArrayContent(json);
        content.Headers.ContentType = new("application/json");
        using var answer = await client.PostAsync(path, content);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<double> RateAsync(int rows, Func<Task> run)
    {
        var started = Stopwatch.GetTimestamp();
        await run();
        return rows / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task LoadAsync(HttpClient client, int rows)
    {
        using var content = new LinesContent(rows);
        using var answer = await client.PostAsync("/api/v1/billing/usage/bulk", content);
        answer.EnsureSuccessStatusCode();
    }

    private static string Single() => $$"""{"metric":"api_calls","quantity":1,"idempotencyKey":"{{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}}"}""";

    private static byte[] Batch(int size)
    {
        var text = new StringBuilder("""{"events":[""");
        for (var i = 0; i < size; i++)
            text.Append(i == 0 ? "" : ",").Append("""{"metric":"api_calls","quantity":1,"idempotencyKey":""").Append('"').Append(Guid.CreateVersion7(TimeProvider.System.GetUtcNow())).Append("\"}");
        return Encoding.UTF8.GetBytes(text.Append("]}").ToString());
    }

    private UsageCall[] MixedCalls() =>
    [
        .. Enumerable.Range(0, BatchSize).Select(i => new UsageCall(
            _house.Tenants[i % Tenants],
            [(0, new UsageEvent { Metric = "api_calls", Quantity = 1, IdempotencyKey = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString() })])),
    ];

    // Now, and not by itself in the middle of a measurement.
    private async Task SettleAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand("vacuum (analyze)", connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
        command.CommandText = "checkpoint";
        await command.ExecuteNonQueryAsync();
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(_house.AdminConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static string Partition() => string.Create(CultureInfo.InvariantCulture, $"usage_records_{TimeProvider.System.GetUtcNow():yyyyMM}");

    private void Add(Result result)
    {
        _results.Add(result);
        Console.WriteLine(result);
    }
}

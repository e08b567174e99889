using System.Text.Json;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Usage;
using ClientForge.Billing.Services.Jobs;
using ClientForge.Billing.Services.StripeApi.ReadBacks;

namespace ClientForge.Billing.Services.Usage;

/// <summary>
/// Takes note of meter events that Stripe had accepted and could not use afterwards. It reports them by thin events
/// (<c>v1.billing.meter.error_report_triggered</c>, https://docs.stripe.com/billing/subscriptions/usage-based/recording-usage-api)
/// that name samples of the events by their identifiers.
/// </summary>
internal sealed class MeterErrorsJob(Database database, MeterErrorRepository errors, UsageReportRepository reports, UsageFindings findings, TimeProvider time) : IRecurringJob
{
    private const int BatchSize = 100;

    public string Name => "usage-meter-errors";

    public string Description => "Files what Stripe's meters reported as unusable after they had taken it.";

    public string Schedule => "50 * * * * ?";

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken)
    {
        var events = await database.AsSystemAsync(work => errors.ListUnreadAsync(work, BatchSize), cancellationToken);
        foreach (var (eventId, payload) in events)
        {
            foreach (var (identifier, code) in Read(payload))
                await FileAsync(identifier, code, cancellationToken);
            await database.AsSystemAsync(work => errors.MarkReadAsync(work, eventId, time.GetUtcNow()), cancellationToken);
        }

        return new JobReport(events.Count);
    }

    // An event that comes by webhook is no reason for the development clock to stop.
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => Task.FromResult<DateTimeOffset?>(null);

    private async Task FileAsync(string identifier, string code, CancellationToken cancellationToken)
    {
        if (await database.AsSystemAsync(work => reports.FindTenantAsync(work, identifier), cancellationToken) is not { } tenantId)
            return;
        var item = await database.InTenantAsync(
            tenantId,
            async work =>
            {
                var found = await reports.FindByIdentifierAsync(work, tenantId, identifier);
                if (found is not null)
                    await reports.FinishAsync(work, found, "failed", code, time.GetUtcNow());
                return found;
            },
            cancellationToken);
        if (item is not null)
            await findings.FileReportFailureAsync(item, code, cancellationToken);
    }

    /// <summary>The identifiers that an error report names, each with its reason.</summary>
    internal static IReadOnlyList<(string Identifier, string Code)> Read(string payload)
    {
        using var document = JsonDocument.Parse(payload);
        if (document.RootElement.Member("data")?.Member("reason")?.Member("error_types") is not { ValueKind: JsonValueKind.Array } types)
            return [];
        return [.. types.EnumerateArray().SelectMany(type => Samples(type).Select(identifier => (identifier, type.Text("code") ?? "unknown")))];
    }

    private static IEnumerable<string> Samples(JsonElement type) =>
        type.Member("sample_errors") is { ValueKind: JsonValueKind.Array } samples
            ? samples.EnumerateArray().Select(sample => sample.Member("request")?.Text("identifier")).OfType<string>()
            : [];
}

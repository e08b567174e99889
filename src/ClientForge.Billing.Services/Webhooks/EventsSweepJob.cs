using System.Text.Json;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Webhooks;
using ClientForge.Billing.Services.Jobs;
using ClientForge.Billing.Services.StripeApi.ReadBacks;

namespace ClientForge.Billing.Services.Webhooks;

/// <summary>Lists Stripe's events since the last sweep and stores those whose delivery never came.</summary>
internal sealed class EventsSweepJob(
    Database database,
    WebhookInboxRepository inbox,
    SyncCursorRepository cursors,
    WebhookIntake intake,
    StripeReader stripe,
    TimeProvider time) : IRecurringJob
{
    private const string Cursor = "stripe-events";
    private const int BatchSize = 100;

    /// <summary>Events become visible a little after their own time; https://docs.stripe.com/api/events/list sorts by it.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <summary>Stripe lists events for 30 days. Older losses are found by reconciling the objects.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    /// <summary>
    /// Where the development clock stops for a sweep. A lost delivery cannot be foreseen, and a stop every five minutes
    /// would make a simulated year a hundred thousand stops long.
    /// </summary>
    private static readonly TimeSpan SimulatedInterval = TimeSpan.FromHours(12);

    public string Name => "events-sweep";

    public string Description => "Lists Stripe's events and takes in those that were never delivered.";

    public string Schedule => "20 0/5 * * * ?";

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        var position = await database.AsSystemAsync(work => cursors.FindAsync(work, Cursor), cancellationToken);
        var since = Max((position ?? DateTimeOffset.UnixEpoch) - Overlap, startedAt - Retention);
        var added = 0;
        var batch = new List<JsonElement>(BatchSize);
        await foreach (var item in stripe.ListAsync($"/v1/events?created[gte]={since.ToUnixTimeSeconds()}", cancellationToken))
        {
            batch.Add(item);
            if (batch.Count == BatchSize)
                added += await AddMissingAsync(batch, cancellationToken);
        }

        added += await AddMissingAsync(batch, cancellationToken);
        await database.AsSystemAsync(work => cursors.SetAsync(work, Cursor, startedAt), cancellationToken);
        return new JobReport(added);
    }

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        var position = await database.AsSystemAsync(work => cursors.FindAsync(work, Cursor), cancellationToken);
        return position is { } last ? last + SimulatedInterval : time.GetUtcNow();
    }

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    // Only what leads to a sync is worth storing: what nobody delivered and nobody needs stays with Stripe.
    private async Task<int> AddMissingAsync(List<JsonElement> batch, CancellationToken cancellationToken)
    {
        var events = batch
            .Select(item => (Envelope: StripeEventEnvelope.Read(item), Payload: item.GetRawText()))
            .Where(item => item.Envelope?.Target is not null)
            .ToArray();
        batch.Clear();
        var ids = events.Select(item => item.Envelope!.Id).ToArray();
        return await database.AsSystemAsync(
            async work =>
            {
                var known = (await inbox.ListKnownAsync(work, ids)).ToHashSet();
                var added = 0;
                foreach (var (envelope, payload) in events.Where(item => !known.Contains(item.Envelope!.Id)))
                    added += await intake.AddAsync(work, envelope!, payload, "sweep") ? 1 : 0;
                return added;
            },
            cancellationToken);
    }
}

namespace ClientForge.Billing.Services.Usage;

/// <summary>What became of a bulk load. Everything that is counted is on disk.</summary>
public sealed record UsageBulkReceipt
{
    /// <summary>Lines that were not empty.</summary>
    public long Lines { get; init; }

    public long Accepted { get; init; }

    public long Duplicates { get; init; }

    public long Rejected { get; init; }

    /// <summary>The first of the rejected lines, by their place.</summary>
    public IReadOnlyList<UsageRejection> FirstRejections { get; init; } = [];
}

/// <summary>
/// Loads any number of events of one tenant: gathers them into batches and writes one while the next is read, so that memory
/// does not grow with the load. Each batch is a transaction; a load that was cut off is sent again under the same keys.
/// </summary>
public sealed class UsageBulkLoad(UsageIngest ingest, Guid tenantId)
{
    private const int BatchSize = 5_000;
    private const int MostRejections = 100;

    private readonly List<UsageRejection> _rejections = [];
    private List<(int Index, UsageEvent Event)> _batch = new(BatchSize);
    private Task<UsageReceipt>? _writing;
    private long _lines;
    private long _accepted;
    private long _duplicates;
    private long _rejected;

    /// <summary>Takes the next line's event.</summary>
    public async ValueTask AddAsync(UsageEvent usage, CancellationToken cancellationToken)
    {
        var line = checked((int)_lines++);
        if (usage.IdempotencyKey is null)
        {
            // Without its own key a line that is sent again would count again.
            Reject(new UsageRejection(line, "idempotency_key_required", "A line of a bulk load has a key of its own."));
            return;
        }

        _batch.Add((line, usage));
        if (_batch.Count == BatchSize)
            await FlushAsync(cancellationToken);
    }

    /// <summary>Takes a line that holds no event.</summary>
    public void AddRejected(string code, string detail) => Reject(new UsageRejection(checked((int)_lines++), code, detail));

    /// <summary>The place of the next line, from zero.</summary>
    public int NextLine => checked((int)_lines);

    /// <summary>Waits until everything is written.</summary>
    /// <exception cref="Errors.BillingException">503: what was not written can be sent again under the same keys.</exception>
    public async Task<UsageBulkReceipt> CompleteAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        await CountAsync();
        return new UsageBulkReceipt
        {
            Lines = _lines,
            Accepted = _accepted,
            Duplicates = _duplicates,
            Rejected = _rejected,
            FirstRejections = [.. _rejections.OrderBy(rejection => rejection.Index)],
        };
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        await CountAsync();
        if (_batch.Count == 0)
            return;
        _writing = ingest.RecordLargeAsync(new UsageCall(tenantId, _batch), cancellationToken);
        _batch = new List<(int, UsageEvent)>(BatchSize);
    }

    private async Task CountAsync()
    {
        if (_writing is not { } writing)
            return;
        _writing = null;
        var receipt = await writing;
        _accepted += receipt.Accepted;
        _duplicates += receipt.Duplicates;
        foreach (var rejection in receipt.Rejected)
            Reject(rejection);
    }

    private void Reject(UsageRejection rejection)
    {
        _rejected++;
        if (_rejections.Count < MostRejections)
            _rejections.Add(rejection);
    }
}

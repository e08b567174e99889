using System.Collections.Concurrent;
using System.Data.Common;
using System.Threading.Channels;
using ClientForge.Billing.Services.Errors;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientForge.Billing.Services.Usage;

/// <summary>
/// Takes usage in. Small calls wait in the lane of their tenant, whose writer commits whatever has gathered while it was busy:
/// batches form by themselves and one commit serves many callers. Large calls are batches already and are written on their own.
/// Who is answered is on disk; who cannot be taken is refused and never dropped.
/// </summary>
public sealed partial class UsageIngest : IAsyncDisposable
{
    private const int LargeFrom = 100;
    private const int MostEventsOfABatch = 1_000;
    private const int SlotsOfAProcess = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DatabasePause = TimeSpan.FromSeconds(5);

    private readonly UsageWriter _writer;
    private readonly UsageOptions _options;
    private readonly ILogger<UsageIngest> _logger;
    private readonly Channel<Pending>[] _lanes;
    private readonly Task[] _writers;
    private readonly ConcurrentDictionary<Guid, int> _waiting = new();
    private readonly SemaphoreSlim _large;
    private readonly ConcurrentQueue<short> _largeSlots;
    private int _largeWaiting;

    public UsageIngest(UsageWriter writer, IOptions<UsageOptions> options, ILogger<UsageIngest> logger)
    {
        _writer = writer;
        _options = options.Value;
        _logger = logger;
        // Processes draw their slots at random: two that meet in one wait for each other and lose nothing.
#pragma warning disable CA5394
        var firstSlot = 1 + (Random.Shared.Next(100) * SlotsOfAProcess);
#pragma warning restore CA5394
        _lanes = [.. Enumerable.Range(0, _options.Lanes).Select(_ => Channel.CreateBounded<Pending>(new BoundedChannelOptions(_options.LaneCapacity) { SingleReader = true }))];
        _writers = [.. _lanes.Select((lane, number) => Task.Run(() => RunLaneAsync(lane.Reader, (short)(firstSlot + number))))];
        _large = new SemaphoreSlim(_options.LargeWriters);
        _largeSlots = new ConcurrentQueue<short>(Enumerable.Range(0, _options.LargeWriters).Select(number => (short)(firstSlot + _options.Lanes + number)));
    }

    /// <summary>Records a call's events; returns when all that was accepted is on disk.</summary>
    /// <param name="call">Its events may be none.</param>
    /// <param name="cancellationToken">Ends the wait; what was handed to a writer is written all the same.</param>
    /// <exception cref="BillingException">
    /// 429 <c>usage_backlog</c>: too much of this tenant is waiting; 503 <c>usage_overloaded</c> or <c>database_unavailable</c>.
    /// After a 503 the events may or may not be on disk: the same keys can be sent again.
    /// </exception>
    public Task<UsageReceipt> RecordAsync(UsageCall call, CancellationToken cancellationToken) => call.Events.Count switch
    {
        0 => Task.FromResult(new UsageReceipt { Accepted = 0, Duplicates = 0 }),
        >= LargeFrom => RecordLargeAsync(call, cancellationToken),
        _ => AnswerAsync(call, WaitInLaneAsync(call, cancellationToken)),
    };

    /// <summary>Records a call in a transaction of its own, however small it is.</summary>
    /// <inheritdoc cref="RecordAsync"/>
    public Task<UsageReceipt> RecordLargeAsync(UsageCall call, CancellationToken cancellationToken) =>
        AnswerAsync(call, WriteLargeAsync(call, cancellationToken));

    private async Task<UsageReceipt> AnswerAsync(UsageCall call, Task<UsageReceipt> recording)
    {
        try
        {
            return await recording;
        }
        catch (DbException e) when (IsUnavailable(e))
        {
            Log.Unavailable(_logger, e, call.TenantId, call.Events.Count);
            throw BillingException.Unavailable("database_unavailable", "The usage could not be stored now; send it again under the same keys.", DatabasePause);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var lane in _lanes)
            lane.Writer.TryComplete();
        await Task.WhenAll(_writers);
        _large.Dispose();
    }

    private async Task<UsageReceipt> WaitInLaneAsync(UsageCall call, CancellationToken cancellationToken)
    {
        var pending = new Pending(call, cancellationToken);
        if (_waiting.AddOrUpdate(call.TenantId, 1, (_, count) => count + 1) > _options.TenantCapacity)
        {
            Leave(call.TenantId);
            throw BillingException.TooMany("usage_backlog", "Too many events of this tenant are waiting to be stored.", Pause);
        }

        if (!_lanes[LaneOf(call.TenantId)].Writer.TryWrite(pending))
        {
            Leave(call.TenantId);
            throw BillingException.Unavailable("usage_overloaded", "Too many events are waiting to be stored.", Pause);
        }

        return await pending.Answer.Task;
    }

    private async Task<UsageReceipt> WriteLargeAsync(UsageCall call, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _largeWaiting) > _options.LargeCapacity)
        {
            Interlocked.Decrement(ref _largeWaiting);
            throw BillingException.Unavailable("usage_overloaded", "Too many batches are waiting to be stored.", Pause);
        }

        try
        {
            await _large.WaitAsync(cancellationToken);
            _largeSlots.TryDequeue(out var slot);
            try
            {
                return (await _writer.WriteAsync([call], slot, cancellationToken))[0];
            }
            finally
            {
                _largeSlots.Enqueue(slot);
                _large.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _largeWaiting);
        }
    }

    private async Task RunLaneAsync(ChannelReader<Pending> lane, short slot)
    {
        var batch = new List<Pending>();
        while (await lane.WaitToReadAsync())
        {
            var events = 0;
            while (events < MostEventsOfABatch && lane.TryRead(out var pending))
            {
                Leave(pending.Call.TenantId);
                if (pending.IsAbandoned)
                    continue;
                batch.Add(pending);
                events += pending.Call.Events.Count;
            }

            if (batch.Count > 0)
                await WriteAsync(batch, slot);
            batch.Clear();
        }
    }

    private async Task WriteAsync(List<Pending> batch, short slot)
    {
        try
        {
            var receipts = await _writer.WriteAsync([.. batch.Select(pending => pending.Call)], slot, CancellationToken.None);
            for (var i = 0; i < batch.Count; i++)
                batch[i].Answer.TrySetResult(receipts[i]);
        }
        catch (Exception e) when (batch.Count > 1 && !(e is DbException database && IsUnavailable(database)))
        {
            // One of them cannot be written; the others must not fail with it.
            Log.Split(_logger, e, batch.Count);
            foreach (var pending in batch)
                await WriteAsync([pending], slot);
        }
        catch (Exception e)
        {
            foreach (var pending in batch)
                pending.Answer.TrySetException(e);
        }
    }

    private int LaneOf(Guid tenantId) => (int)((uint)tenantId.GetHashCode() % (uint)_lanes.Length);

    private void Leave(Guid tenantId)
    {
        while (_waiting.TryGetValue(tenantId, out var count))
        {
            if (count > 1 ? _waiting.TryUpdate(tenantId, count - 1, count) : _waiting.TryRemove(new(tenantId, count)))
                return;
        }
    }

    // Also when the connection ended with the outcome unknown.
    private static bool IsUnavailable(DbException e) => e.IsTransient || e.SqlState is null || e.SqlState.StartsWith("57P", StringComparison.Ordinal);

    private sealed class Pending(UsageCall call, CancellationToken cancellationToken)
    {
        public UsageCall Call { get; } = call;

        public TaskCompletionSource<UsageReceipt> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Whether the caller has gone before anything was written.</summary>
        public bool IsAbandoned => cancellationToken.IsCancellationRequested && Answer.TrySetCanceled(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A batch of {Calls} calls could not be written; each is tried alone")]
        public static partial void Split(ILogger logger, Exception exception, int calls);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Events} usage events of tenant {TenantId} could not be stored")]
        public static partial void Unavailable(ILogger logger, Exception exception, Guid tenantId, int events);
    }
}

namespace ClientForge.Billing.StripeSandbox.Store;

/// <summary>Work that waits for a time: at most one entry for each kind and key.</summary>
/// <param name="At">Unix seconds.</param>
/// <param name="Kind">Names the handler.</param>
/// <param name="Key">Usually the id of the object.</param>
/// <param name="TestClock">The clock the time is on; null = the sandbox's own.</param>
/// <param name="Order">Place among entries of the same time; equal ones keep the order of scheduling.</param>
internal sealed record DueEntry(long At, string Kind, string Key, string? TestClock, long Order = 0);

/// <summary>Due work of every clock in order of time, then of scheduling.</summary>
internal sealed class DueQueue
{
    private readonly Dictionary<(string Kind, string Key), (DueEntry Entry, long Sequence)> _entries = [];
    private readonly Dictionary<string, SortedSet<(long At, long Order, long Sequence, string Kind, string Key)>> _clocks = [];
    private long _sequence;

    public IEnumerable<DueEntry> Entries => _entries.Values.OrderBy(value => value.Sequence).Select(value => value.Entry).ToList();

    public DueEntry? Find(string kind, string key) => _entries.TryGetValue((kind, key), out var value) ? value.Entry : null;

    /// <summary>The earliest entry on a clock.</summary>
    public DueEntry? Earliest(string? testClock) =>
        _clocks.TryGetValue(testClock ?? "", out var set) && set.Count > 0 ? _entries[(set.Min.Kind, set.Min.Key)].Entry : null;

    /// <summary>The names of the clocks with something due.</summary>
    public IReadOnlyList<string> Clocks => [.. _clocks.Keys];

    /// <summary>Schedules, replacing an entry of the same kind and key; answers the replaced one.</summary>
    public DueEntry? Set(DueEntry entry)
    {
        var old = Remove(entry.Kind, entry.Key);
        var sequence = ++_sequence;
        _entries[(entry.Kind, entry.Key)] = (entry, sequence);
        if (!_clocks.TryGetValue(entry.TestClock ?? "", out var set))
            _clocks[entry.TestClock ?? ""] = set = [];
        set.Add((entry.At, entry.Order, sequence, entry.Kind, entry.Key));
        return old;
    }

    public DueEntry? Remove(string kind, string key)
    {
        if (!_entries.Remove((kind, key), out var old))
            return null;
        var clock = old.Entry.TestClock ?? "";
        _clocks[clock].Remove((old.Entry.At, old.Entry.Order, old.Sequence, kind, key));
        if (_clocks[clock].Count == 0)
            _clocks.Remove(clock);
        return old.Entry;
    }

    public void Clear()
    {
        _entries.Clear();
        _clocks.Clear();
    }
}

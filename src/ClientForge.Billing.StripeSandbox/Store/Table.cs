using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Store;

/// <summary>A table whatever its rows are, for the store and the journal.</summary>
internal interface ITable
{
    TableSpec Spec { get; }

    Type RowType { get; }

    IEnumerable<StripeObject> OldestFirst { get; }

    StripeObject? Find(string id);

    /// <summary>Inserts or replaces; answers what was there, for <see cref="Restore"/>.</summary>
    StoredRow? Put(StripeObject row);

    /// <summary>Removes; answers what was there, for <see cref="Restore"/>.</summary>
    StoredRow? Remove(string id);

    /// <summary>Undoes a <see cref="Put"/> or <see cref="Remove"/>, place in the order included.</summary>
    void Restore(string id, StoredRow? old);

    void Clear();
}

/// <summary>A row and its place in the order of insertion.</summary>
internal sealed record StoredRow(long Sequence, StripeObject Row);

/// <summary>How a resource is named.</summary>
/// <param name="Name">Stripe's object type; the name of the table.</param>
internal sealed record TableSpec(string Name)
{
    /// <summary>The words of "No such …".</summary>
    public string Label { get; init; } = Name;

    /// <summary>The <c>param</c> of a 404 for an id in the path.</summary>
    public string PathParam { get; init; } = "id";

    /// <summary>Webhook endpoints outlive a reset.</summary>
    public bool SurvivesReset { get; init; }
}

/// <summary>Rows of one type in order of insertion, with lookups by the values that lists filter on.</summary>
internal sealed class Table<T>(TableSpec spec) : ITable
    where T : StripeObject
{
    private readonly Dictionary<string, (long Sequence, T Row)> _rows = [];
    private readonly RowOrder<T> _order = new();
    private readonly Dictionary<string, Func<T, string?>> _indexes = [];
    private readonly Dictionary<(string Index, string Value), SortedSet<long>> _entries = [];
    private long _sequence;

    public TableSpec Spec { get; } = spec;

    public Type RowType => typeof(T);

    public int Count => _rows.Count;

    public IEnumerable<StripeObject> OldestFirst => _order.OldestFirst().ToList<StripeObject>();

    /// <summary>Adds a lookup; before the first row.</summary>
    public Table<T> IndexedBy(string name, Func<T, string?> value)
    {
        _indexes.Add(name, value);
        return this;
    }

    public T? Find(string id) => _rows.TryGetValue(id, out var entry) ? entry.Row : null;

    StripeObject? ITable.Find(string id) => Find(id);

    public T? Oldest() => _order.OldestFirst().FirstOrDefault();

    public T? Newest() => _order.NewestFirst().FirstOrDefault();

    /// <summary>All rows, the newest first. Do not write to the table while reading it.</summary>
    public IEnumerable<T> NewestFirst() => _order.NewestFirst();

    /// <summary>The rows whose indexed value is <paramref name="value"/>, the newest first.</summary>
    public IReadOnlyList<T> Where(string index, string value) =>
        _entries.TryGetValue((index, value), out var found) ? found.Reverse().Select(sequence => _order.Find(sequence)!).ToList() : [];

    public StoredRow? Put(StripeObject row)
    {
        var old = Take(row.Id);
        Insert(old?.Sequence ?? ++_sequence, (T)row);
        return old;
    }

    public StoredRow? Remove(string id)
    {
        var old = Take(id);
        if (old is not null)
            _order.Remove(old.Sequence);
        return old;
    }

    public void Restore(string id, StoredRow? old)
    {
        Remove(id);
        if (old is not null)
            Insert(old.Sequence, (T)old.Row);
    }

    public void Clear()
    {
        _rows.Clear();
        _order.Clear();
        _entries.Clear();
    }

    /// <summary>Takes a row out of everything but the order.</summary>
    private StoredRow? Take(string id)
    {
        if (!_rows.Remove(id, out var old))
            return null;
        foreach (var (name, value) in _indexes)
        {
            if (value(old.Row) is { } key && _entries.TryGetValue((name, key), out var set) && set.Remove(old.Sequence) && set.Count == 0)
                _entries.Remove((name, key));
        }

        return new StoredRow(old.Sequence, old.Row);
    }

    private void Insert(long sequence, T row)
    {
        _rows[row.Id] = (sequence, row);
        _order.Put(sequence, row);
        foreach (var (name, value) in _indexes)
        {
            if (value(row) is not { } key)
                continue;
            if (!_entries.TryGetValue((name, key), out var set))
                _entries[(name, key)] = set = [];
            set.Add(sequence);
        }
    }
}

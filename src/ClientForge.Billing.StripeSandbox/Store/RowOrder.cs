namespace ClientForge.Billing.StripeSandbox.Store;

/// <summary>
/// Rows by their number of insertion. Rows come at the end and often leave at the front: a removal leaves a hole, and the holes are swept up when
/// there are more of them than rows, so that neither end costs more than a step.
/// </summary>
internal sealed class RowOrder<T>
    where T : class
{
    private const int FewHoles = 64;
    private readonly List<(long Sequence, T? Row)> _slots = [];
    private int _first;
    private int _holes;

    /// <summary>The row of a number; null when there is none.</summary>
    public T? Find(long sequence) => IndexOf(sequence) is var index and >= 0 ? _slots[index].Row : null;

    /// <summary>Inserts or replaces. A number that left and comes back takes its old place.</summary>
    public void Put(long sequence, T row)
    {
        var index = IndexOf(sequence);
        if (index < 0)
        {
            _slots.Insert(~index, (sequence, row));
            _first = Math.Min(_first, ~index);
            return;
        }

        if (_slots[index].Row is null)
            _holes--;
        _slots[index] = (sequence, row);
        _first = Math.Min(_first, index);
    }

    public void Remove(long sequence)
    {
        var index = IndexOf(sequence);
        if (index < 0 || _slots[index].Row is null)
            return;
        _slots[index] = (sequence, null);
        _holes++;
        while (_first < _slots.Count && _slots[_first].Row is null)
            _first++;
        if (_holes > FewHoles && _holes > _slots.Count / 2)
            Sweep();
    }

    public void Clear()
    {
        _slots.Clear();
        _first = _holes = 0;
    }

    /// <summary>Do not write while reading.</summary>
    public IEnumerable<T> OldestFirst()
    {
        for (var i = _first; i < _slots.Count; i++)
        {
            if (_slots[i].Row is { } row)
                yield return row;
        }
    }

    /// <summary>Do not write while reading.</summary>
    public IEnumerable<T> NewestFirst()
    {
        for (var i = _slots.Count - 1; i >= _first; i--)
        {
            if (_slots[i].Row is { } row)
                yield return row;
        }
    }

    private void Sweep()
    {
        _slots.RemoveAll(slot => slot.Row is null);
        _first = _holes = 0;
    }

    /// <summary>The place of a number, or the complement of where it belongs.</summary>
    private int IndexOf(long sequence)
    {
        var (low, high) = (0, _slots.Count - 1);
        if (high >= 0 && _slots[high].Sequence < sequence)
            return ~_slots.Count;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = _slots[middle].Sequence;
            if (found == sequence)
                return middle;
            if (found < sequence)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }
}

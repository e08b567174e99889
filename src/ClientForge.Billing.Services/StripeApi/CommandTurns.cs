namespace ClientForge.Billing.Services.StripeApi;

/// <summary>
/// Lines the commands of this process up, one line a tenant and aggregate. The database's lock alone would be right too; but
/// a hundred commands that ask for it again and again keep the one whose turn it is from getting on.
/// </summary>
public sealed class CommandTurns
{
    private readonly Dictionary<(Guid TenantId, string Aggregate), Line> _lines = [];

    /// <summary>Waits for the turn, in the order of arrival.</summary>
    /// <returns>To be disposed when the turn is over; null when the patience, in real time, ran out first.</returns>
    public async Task<IDisposable?> TakeAsync(Guid tenantId, string aggregate, TimeSpan patience, CancellationToken cancellationToken)
    {
        var line = Join((tenantId, aggregate));
        var mine = false;
        try
        {
            mine = await line.Turn.WaitAsync(patience, cancellationToken);
            return mine ? new Taken(this, line) : null;
        }
        finally
        {
            if (!mine)
                Leave(line);
        }
    }

    private Line Join((Guid, string) key)
    {
        lock (_lines)
        {
            if (!_lines.TryGetValue(key, out var line))
                _lines.Add(key, line = new Line(key));
            line.Members++;
            return line;
        }
    }

    private void Leave(Line line)
    {
        lock (_lines)
        {
            if (--line.Members > 0)
                return;
            _lines.Remove(line.Key);
            line.Turn.Dispose();
        }
    }

    private sealed class Line((Guid, string) key)
    {
        public (Guid, string) Key { get; } = key;

        public SemaphoreSlim Turn { get; } = new(1, 1);

        public int Members { get; set; }
    }

    private sealed class Taken(CommandTurns turns, Line line) : IDisposable
    {
        public void Dispose()
        {
            line.Turn.Release();
            turns.Leave(line);
        }
    }
}

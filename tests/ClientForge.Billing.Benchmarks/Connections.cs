namespace ClientForge.Billing.Benchmarks;

/// <summary>Connections that each send one kind of request.</summary>
internal sealed class Connections : IDisposable
{
    private readonly WireClient[] _clients;
    private readonly Func<int, Guid> _tenant;

    /// <summary>Opens them.</summary>
    /// <param name="address">Of each connection, by its number.</param>
    /// <param name="count">How many.</param>
    /// <param name="request">Method and path.</param>
    /// <param name="token">Who sends.</param>
    /// <param name="tenant">For whom a connection's next request is, by its number.</param>
    public Connections(Func<int, Uri> address, int count, string request, string token, Func<int, Guid> tenant)
    {
        _clients = [.. Enumerable.Range(0, count).Select(i => WireClient.Connect(address(i), request, token))];
        _tenant = tenant;
    }

    public Task SendAsync(int connection, string? json = null) => _clients[connection].SendAsync(_tenant(connection), json);

    public void Send(int connection) => _clients[connection].Send(_tenant(connection), json: null);

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
    }
}

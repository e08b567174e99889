using System.Net;
using System.Text;

namespace ClientForge.Billing.Benchmarks.Usage;

/// <summary>Connections that each send one kind of request for one tenant to one replica.</summary>
internal sealed class Connections : IDisposable
{
    private readonly WireClient[] _clients;

    private Connections(WireClient[] clients) => _clients = clients;

    /// <summary>Opens so many connections; each is told by its number for whom it speaks and to which replica.</summary>
    public static async Task<Connections> OpenAsync(
        BenchHouse house, int count, string request, Func<int, Guid> tenant, Func<int, int>? replica = null, string? token = null)
    {
        var clients = new WireClient[count];
        for (var i = 0; i < count; i++)
            clients[i] = await WireClient.ConnectAsync(house.Addresses[replica?.Invoke(i) ?? 0], request, token ?? house.ServiceToken, tenant(i));
        return new Connections(clients);
    }

    public Task SendAsync(int connection, string? json = null) => _clients[connection].SendAsync(json);

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
    }
}

/// <summary>Any number of lines, made while they are sent.</summary>
public sealed class LinesContent : HttpContent
{
    private const int LinesAWrite = 500;
    private readonly int _lines;

    public LinesContent(int lines)
    {
        _lines = lines;
        Headers.ContentType = new("application/x-ndjson");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var text = new StringBuilder();
        for (var i = 1; i <= _lines; i++)
        {
            text.Append("""{"metric":"api_calls","quantity":1,"idempotencyKey":""").Append('"').Append(Guid.CreateVersion7(TimeProvider.System.GetUtcNow())).Append("\"}\n");
            if (i % LinesAWrite != 0 && i != _lines)
                continue;
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()));
            text.Clear();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}

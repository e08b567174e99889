using System.Net;
using System.Text;

namespace ClientForge.Billing.Benchmarks.Usage;

/// <summary>One HTTP client a tenant, with its share of the connections.</summary>
public sealed class Clients(BenchHouse house, int tenants, int connections, int replica = 0) : IDisposable
{
    private readonly HttpClient[] _clients =
        [.. Enumerable.Range(0, tenants).Select(tenant => house.Client(house.Tenants[tenant], Math.Max(1, connections / tenants), replica))];

    public HttpClient Of(int connection) => _clients[connection % _clients.Length];

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

using System.Net;
using System.Text;

namespace ClientForge.Billing.Benchmarks.Usage;

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

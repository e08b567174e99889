using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ClientForge.Billing.UnitTests.StripeNet;

/// <summary>One request as it came over the wire: its first line, its headers in order, its body.</summary>
internal sealed record WireRequest(string Line, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    public string? this[string name] => Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}

/// <summary>
/// A loopback server that notes what it gets to the byte and answers as it was told, one answer a connection; the last
/// answer stays. <see cref="Hang"/> keeps the connection open without a word, <see cref="Drop"/> closes it.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    public const string Hang = "hang";
    public const string Drop = "drop";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<WireRequest> _requests = new();
    private readonly string[] _answers;
    private readonly Task _loop;

    public ScriptedServer(params string[] answers)
    {
        _answers = answers;
        _listener.Start();
        _loop = ServeAsync();
    }

    public IReadOnlyList<WireRequest> Requests => [.. _requests];

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public static string Answer(int status, string body, params string[] headers) =>
        $"HTTP/1.1 {status} Any\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"
        + string.Concat(headers.Select(header => header + "\r\n")) + $"Connection: close\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        for (var served = 0; ; served++)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(client, _answers[Math.Min(served, _answers.Length - 1)]);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (IOException)
            {
                // The client went away in the middle; the next connection is another matter.
            }
        }
    }

    private async Task AnswerAsync(TcpClient client, string answer)
    {
        if (answer == Hang)
        {
            _requests.Enqueue(await ReadAsync(client.GetStream()));
            _stop.Token.Register(client.Dispose);
            return;
        }

        using (client)
        {
            _requests.Enqueue(await ReadAsync(client.GetStream()));
            if (answer != Drop)
                await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(answer), _stop.Token);
        }
    }

    private async Task<WireRequest> ReadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
                throw new EndOfStreamException();
            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).Select(pair => (pair[0], pair.Length == 2 ? pair[1] : "")).ToArray();
        var request = new WireRequest(lines[0], headers, "");
        var body = new byte[int.Parse(request["Content-Length"] ?? "0")];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return request with { Body = Encoding.UTF8.GetString(body) };
    }
}

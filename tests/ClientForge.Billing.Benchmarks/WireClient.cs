using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ClientForge.Billing.Benchmarks;

/// <summary>
/// One connection that sends requests and reads the answers, with as little work as it takes: what the load costs is taken from
/// the service that is measured on the same cores.
/// </summary>
internal sealed class WireClient : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _answer = new byte[64 * 1024];
    private readonly string _head;

    private WireClient(string head) => _head = head;

    /// <summary>Connects; the request line and the token are the same for every request.</summary>
    public static WireClient Connect(Uri address, string request, string token)
    {
        var client = new WireClient($"{request} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\nX-Tenant-Id: ");
        client._socket.Connect(address.Host, address.Port);
        return client;
    }

    /// <summary>Sends one request for a tenant, with this JSON or with no body, and waits for its answer; any but a success throws.</summary>
    public async Task SendAsync(Guid tenantId, string? json)
    {
        await _socket.SendAsync(Request(tenantId, json));
        var length = 0;
        do
            length += Arrived(await _socket.ReceiveAsync(_answer.AsMemory(length)));
        while (!IsWhole(length));
    }

    /// <summary><see cref="SendAsync"/> that keeps its thread; a connection is used in one of the two ways only.</summary>
    public void Send(Guid tenantId, string? json)
    {
        _socket.Send(Request(tenantId, json));
        var length = 0;
        do
            length += Arrived(_socket.Receive(_answer.AsSpan(length)));
        while (!IsWhole(length));
    }

    public void Dispose() => _socket.Dispose();

    private byte[] Request(Guid tenantId, string? json) => Encoding.ASCII.GetBytes(json is null
        ? $"{_head}{tenantId}\r\n\r\n"
        : string.Create(CultureInfo.InvariantCulture, $"{_head}{tenantId}\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n{json}"));

    private static int Arrived(int bytes) => bytes > 0 ? bytes : throw new InvalidOperationException("The connection was closed.");

    private bool IsWhole(int length)
    {
        var answer = _answer.AsSpan(0, length);
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        if (!answer.StartsWith("HTTP/1.1 2"u8))
            throw new InvalidOperationException(Encoding.UTF8.GetString(answer));
        var head = Encoding.ASCII.GetString(answer[..end]);
        var at = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return answer.EndsWith("0\r\n\r\n"u8);
        var digits = head.AsSpan(at + "Content-Length: ".Length);
        var line = digits.IndexOf('\r');
        return length - end - 4 >= int.Parse(line < 0 ? digits : digits[..line], CultureInfo.InvariantCulture);
    }
}

using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ClientForge.Billing.Benchmarks.Usage;

/// <summary>
/// One connection that sends requests and reads the answers, with as little work as it takes: what the load costs is taken from the
/// service that is measured on the same cores.
/// </summary>
internal sealed class WireClient : IDisposable
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] EndOfChunks = "0\r\n\r\n"u8.ToArray();

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _answer = new byte[16 * 1024];
    private readonly string _head;

    private WireClient(string head) => _head = head;

    /// <summary>Connects; the request line and the headers are the same for every request.</summary>
    public static async Task<WireClient> ConnectAsync(Uri address, string request, string token, Guid tenantId)
    {
        var client = new WireClient($"{request} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\nX-Tenant-Id: {tenantId}\r\n");
        await client._socket.ConnectAsync(address.Host, address.Port);
        return client;
    }

    /// <summary>Sends one request with this JSON, or with no body when it is null, and waits for its answer; any but a success throws.</summary>
    public async Task SendAsync(string? json)
    {
        await _socket.SendAsync(Encoding.ASCII.GetBytes(json is null
            ? $"{_head}\r\n"
            : string.Create(CultureInfo.InvariantCulture, $"{_head}Content-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n{json}")));
        var length = 0;
        do
        {
            var read = await _socket.ReceiveAsync(_answer.AsMemory(length));
            length += read > 0 ? read : throw new InvalidOperationException("The connection was closed.");
        }
        while (!IsWhole(_answer.AsSpan(0, length)));
        if (!_answer.AsSpan(0, length).StartsWith("HTTP/1.1 2"u8))
            throw new InvalidOperationException(Encoding.UTF8.GetString(_answer, 0, length));
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf(EndOfHead);
        if (end < 0)
            return false;
        var head = Encoding.ASCII.GetString(answer[..end]);
        var at = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return answer.EndsWith(EndOfChunks);
        var digits = head.AsSpan(at + "Content-Length: ".Length);
        var line = digits.IndexOf('\r');
        return answer.Length - end - EndOfHead.Length >= int.Parse(line < 0 ? digits : digits[..line], CultureInfo.InvariantCulture);
    }
}

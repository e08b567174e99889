using System.Security.Cryptography;
using System.Text;
using ClientForge.Billing.DevHost.Processes;

namespace ClientForge.Billing.DevHost.Postgres;

/// <summary>Finds a folder that the server's user can reach.</summary>
internal static class ClusterLocation
{
    private const string Fallback = "/var/lib/clientforge-billing";

    // sockaddr_un holds 107 bytes, and the server appends "/.s.PGSQL.65535".
    private const int LongestSocketFolder = 90;

    /// <summary>
    /// The wanted folder, or, when root's checkout lies where the server's user may not go, a folder of its own under
    /// <c>/var/lib</c>, named after the wanted one and noted beside it in a <c>.location</c> file.
    /// </summary>
    public static async Task<string> ChooseAsync(string wanted, UnprivilegedUser? user, CancellationToken cancellation)
    {
        var parent = Path.GetDirectoryName(wanted)!;
        Directory.CreateDirectory(parent);
        if (user is null || (await ShortCommand.TryAsync(user, "test", ["-x", parent], null, cancellation)).ExitCode == 0)
            return wanted;
        var chosen = Path.Combine(Fallback, ShortNameOf(wanted));
        Directory.CreateDirectory(Fallback);
        await File.WriteAllTextAsync($"{wanted}.location", $"{chosen}\n", cancellation);
        return chosen;
    }

    /// <summary>The data folder itself, which no other user may enter, unless its path is too long for a socket.</summary>
    public static string SocketFolder(string dataDirectory) =>
        Encoding.UTF8.GetByteCount(dataDirectory) <= LongestSocketFolder
            ? dataDirectory
            : Path.Combine(Path.GetTempPath(), $"clientforge-{ShortNameOf(dataDirectory)}");

    /// <summary>Makes the folder and hands it to the server's user alone.</summary>
    public static Task CreateAsync(string folder, UnprivilegedUser? user, CancellationToken cancellation)
    {
        string[] owner = user is null ? [] : [$"--owner={user.UserId}", $"--group={user.GroupId}"];
        return ShortCommand.RunAsync(null, "install", ["--directory", "--mode=0700", .. owner, folder], null, cancellation);
    }

    private static string ShortNameOf(string path) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)).AsSpan(0, 6));
}

using System.Globalization;

namespace ClientForge.Billing.DevHost.Postgres;

/// <summary>Where the server programs of PostgreSQL lie on this machine.</summary>
public sealed record PostgresBinaries(string Folder)
{
    private const string DebianRoot = "/usr/lib/postgresql";

    public string Initdb => Path.Combine(Folder, "initdb");

    public string Server => Path.Combine(Folder, "postgres");

    public string Psql => Path.Combine(Folder, "psql");

    /// <summary>The newest version of Debian's folder per version; otherwise what the search path holds.</summary>
    /// <exception cref="InvalidOperationException">No server is installed; the message says how to install one.</exception>
    public static PostgresBinaries Find()
    {
        var versions = Directory.Exists(DebianRoot) ? Directory.GetDirectories(DebianRoot) : [];
        var folders = versions
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var major) ? major : 0)
            .Select(folder => Path.Combine(folder, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries));
        return folders.Select(folder => new PostgresBinaries(folder)).FirstOrDefault(found => found.IsComplete)
            ?? throw new InvalidOperationException("No PostgreSQL server was found. Install one: apt-get install postgresql");
    }

    private bool IsComplete => File.Exists(Initdb) && File.Exists(Server) && File.Exists(Psql);
}

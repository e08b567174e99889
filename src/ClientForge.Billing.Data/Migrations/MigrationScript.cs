using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace ClientForge.Billing.Data.Migrations;

/// <summary>One forward-only step of the schema; never changed once released.</summary>
public sealed record MigrationScript(string Name, string Sql)
{
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>The schema and what it starts with: the plan catalogue and the like, applied once as well.</summary>
    public static IReadOnlyList<MigrationScript> BuiltIn { get; } = [.. Embedded("migrations"), .. Embedded("seed")];

    /// <summary>The scripts of <c>db/{folder}</c> that were built into this assembly, by name.</summary>
    public static IReadOnlyList<MigrationScript> Embedded(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"db/{folder}/";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new MigrationScript(name[prefix.Length..], Read(assembly, name)))];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

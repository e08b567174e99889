using System.Globalization;

namespace ClientForge.Billing.DevHost.Processes;

/// <summary>The account a program that refuses to run as root is run as.</summary>
public sealed record UnprivilegedUser(string Name, int UserId, int GroupId)
{
    private static readonly string[] Candidates = ["postgres", "nobody"];

    /// <summary>Null when this process is not root: then there is nothing to give up.</summary>
    public static UnprivilegedUser? ForThisProcess()
    {
        if (!Environment.IsPrivilegedProcess)
            return null;
        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(field => field.Length >= 4)
            .ToLookup(field => field[0]);
        return Candidates.SelectMany(name => accounts[name])
            .Select(field => new UnprivilegedUser(field[0], Parse(field[2]), Parse(field[3])))
            .FirstOrDefault()
            ?? throw new InvalidOperationException($"PostgreSQL does not run as root, and none of the users {string.Join(", ", Candidates)} exists.");
    }

    /// <summary>The setpriv(1) options that turn root into this user.</summary>
    public IEnumerable<string> SetprivOptions =>
        [$"--reuid={UserId}", $"--regid={GroupId}", "--clear-groups"];

    private static int Parse(string number) => int.Parse(number, CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace ClientForge.Billing.Simulation;

/// <summary>Processes as Linux's /proc shows them.</summary>
internal static class ProcessTree
{
    public static IEnumerable<int> Descendants(int ancestor)
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) && Parent(pid) is { } parent)
                parents[pid] = parent;
        }

        return parents.Keys.Where(pid => IsBelow(pid, ancestor, parents));
    }

    public static string CommandLine(int pid) => Read($"/proc/{pid}/cmdline")?.Replace('\0', ' ') ?? "";

    private static bool IsBelow(int pid, int ancestor, Dictionary<int, int> parents)
    {
        while (parents.TryGetValue(pid, out var parent) && parent > 1)
        {
            if (parent == ancestor)
                return true;
            pid = parent;
        }

        return false;
    }

    // The command in /proc/<pid>/stat may hold spaces and brackets: what counts comes after the last one.
    private static int? Parent(int pid) =>
        Read($"/proc/{pid}/stat") is { } stat ? int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture) : null;

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return null; // the process has ended meanwhile
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}

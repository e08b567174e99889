using System.Diagnostics;
using System.Globalization;

namespace ClientForge.Billing.Services.Jobs;

/// <summary>How a process signs the leases that it takes on rows of work.</summary>
public static class LeaseOwner
{
    /// <summary>This process.</summary>
    public static string Current { get; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}");

    /// <summary>True when the owner was a process of this machine that has ended; of other machines nothing is known.</summary>
    public static bool IsDead(string owner)
    {
        var separator = owner.LastIndexOf(':');
        if (separator < 0 || owner[..separator] != Environment.MachineName
            || !int.TryParse(owner.AsSpan(separator + 1), CultureInfo.InvariantCulture, out var id))
            return false;
        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}

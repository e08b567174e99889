using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>Stripe's own client for Node runs its suite (tests/stripe-node) against a sandbox. Needs Node; without it the test is skipped.</summary>
public sealed partial class StripeNodeTests
{
    [Fact]
    public async Task Suite_OfficialClient_Passes()
    {
        var folder = Folder();
        Assert.SkipUnless(await RunsAsync(folder, "node", "--version"), "Node is not installed.");
        await using var sandbox = await SandboxServer.StartAsync();
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "stripe")))
        {
            var (installed, output) = await RunAsync(folder, "npm", ["ci", "--no-audit", "--no-fund"], sandbox.Address);
            Assert.True(installed == 0, output);
        }

        var (code, report) = await RunAsync(folder, "npm", ["test", "--silent"], sandbox.Address);
        Assert.True(code == 0, report);
        Assert.Contains("# fail 0", report, StringComparison.Ordinal);
        Assert.Contains("# skipped 0", report, StringComparison.Ordinal);
        Assert.Contains("# todo 0", report, StringComparison.Ordinal);
        var passed = Passed().Matches(report).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Equal([], FidelityTable.Rows().Select(row => row.NodeTest?.Name).OfType<string>().Where(name => !passed.Contains(name)));
        Assert.InRange(await EndpointsAsync(sandbox), 120, int.MaxValue);
    }

    /// <summary>How many different endpoints the suite has called: methods and paths with ids left out.</summary>
    private static async Task<int> EndpointsAsync(SandboxServer sandbox)
    {
        var requests = (await sandbox.ControlAsync(HttpMethod.Get, "/requests")).Items("data");
        return requests.Select(row => row.Text("method") + " " + string.Join('/', row.Text("path").Split('/').Where(part => !part.Any(char.IsAsciiDigit) || part == "v1")))
            .Distinct().Count();
    }

    /// <summary>Where the suite is kept.</summary>
    internal static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "tests", "stripe-node");
            if (Directory.Exists(candidate))
                return candidate;
        }

        throw new DirectoryNotFoundException("tests/stripe-node is not above the test's own folder.");
    }

    private static async Task<bool> RunsAsync(string folder, string program, string argument)
    {
        try
        {
            return (await RunAsync(folder, program, [argument], null)).Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int Code, string Output)> RunAsync(string folder, string program, string[] arguments, Uri? sandbox)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.StartInfo.Environment["STRIPE_SANDBOX_URL"] = sandbox?.ToString();
        process.Start();
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>The line of the report of a test that ran and passed.</summary>
    [GeneratedRegex("""^\s*ok \d+ - (.+?)\r?$""", RegexOptions.Multiline)]
    private static partial Regex Passed();
}

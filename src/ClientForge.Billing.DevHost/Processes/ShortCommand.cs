using System.Diagnostics;

namespace ClientForge.Billing.DevHost.Processes;

/// <summary>Runs a command to its end and hands back what it printed.</summary>
internal static class ShortCommand
{
    /// <exception cref="InvalidOperationException">The command failed; the message carries what it said.</exception>
    public static async Task<string> RunAsync(
        UnprivilegedUser? user, string fileName, IReadOnlyList<string> arguments, string? input, CancellationToken cancellation)
    {
        var (exitCode, output, error) = await TryAsync(user, fileName, arguments, input, cancellation);
        return exitCode == 0
            ? output
            : throw new InvalidOperationException($"{Path.GetFileName(fileName)} failed with exit code {exitCode}: {error}{output}");
    }

    public static async Task<(int ExitCode, string Output, string Error)> TryAsync(
        UnprivilegedUser? user, string fileName, IReadOnlyList<string> arguments, string? input, CancellationToken cancellation)
    {
        var start = user is null
            ? new ProcessStartInfo(fileName, arguments)
            : new ProcessStartInfo("setpriv", [.. user.SetprivOptions, fileName, .. arguments]);
        start.WorkingDirectory = "/";
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }
}

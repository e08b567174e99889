using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.DevHost;

/// <summary>
/// Runs the README's tour, command by command, and compares what it prints. <c>UPDATE_TOUR=1 ./test.sh ReadmeTour</c>
/// writes the real answers into the README instead.
/// </summary>
public sealed class ReadmeTourTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    private const char StopEnd = '\u001e';

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tour_RunAsPrinted_AnswersAsPrinted()
    {
        var stops = ReadmeTour.Stops();
        Assert.InRange(stops.Count, 5, 30);

        var answers = await RunAsync(stops);

        if (Environment.GetEnvironmentVariable("UPDATE_TOUR") == "1")
            ReadmeTour.Rewrite(answers);
        Assert.Empty(ReadmeTour.Stops().Zip(answers).SelectMany((pair, index) =>
            ReadmeTour.Differences(JsonElement.Parse(pair.First.PrintedAnswer), JsonElement.Parse(pair.Second), $"stop {index + 1}: $")));
    }

    [Fact]
    public void Differences_OfAChangedAnswer_AreSeen()
    {
        var printed = JsonElement.Parse("""{"id":"a1","status":"active","amount":1900,"lines":[{"x":null}]}""");
        var real = JsonElement.Parse("""{"id":"b2","status":"canceled","amount":1901,"lines":[],"more":1}""");

        Assert.Equal(
            ["$.more: not printed", "$.status: printed \"active\", real \"canceled\"", "$.amount: printed 1900, real 1901", "$.lines: printed 1 items, real 0"],
            ReadmeTour.Differences(printed, real));
    }

    private async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<TourStop> stops)
    {
        var script = new StringBuilder("set -euo pipefail\n");
        foreach (var stop in stops)
            script.Append(stop.Commands).Append("printf '\\036'\n");
        var start = new ProcessStartInfo("bash", ["-c", script.ToString()]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["API"] = world.Api.Address.GetLeftPart(UriPartial.Authority);
        using var bash = Process.Start(start)!;
        var error = bash.StandardError.ReadToEndAsync(Cancellation);
        var output = await bash.StandardOutput.ReadToEndAsync(Cancellation);
        await bash.WaitForExitAsync(Cancellation);
        Assert.True(bash.ExitCode == 0, $"The tour ended with exit code {bash.ExitCode}: {await error}{output}");
        return output.Split(StopEnd)[..^1];
    }
}

using System.Net;
using ClientForge.Billing.DevHost.Processes;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.DevHost;

/// <summary>What the contract says of <c>./run.sh</c>, held against the real processes.</summary>
public sealed class DevHostRunTests : IDisposable
{
    private static readonly TimeSpan ContractedRestart = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly ScratchFolder folder = ScratchFolder.Create();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_StoppedAndStartedAgain_EndsCleanlyAndFindsItsTenant()
    {
        string tenant;
        await using (var first = await DevHostProcess.StartAsync(folder.FullName, Cancellation))
        {
            tenant = first.Value("Tenant ");
            using var http = new HttpClient { BaseAddress = first.Api };
            http.DefaultRequestHeaders.Authorization = new("Bearer", first.Value("Admin token "));
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/v1/billing/plans", Cancellation)).StatusCode);
            var children = first.Children();
            Assert.Equal(5, children.Count);

            first.Send(StopSignal.Terminate);
            await first.WaitForExitAsync(Cancellation);

            Assert.Equal(0, first.ExitCode);
            Assert.DoesNotContain(children, DevHostProcess.IsAlive);
        }

        await using var second = await DevHostProcess.StartAsync(folder.FullName, Cancellation);
        Assert.Equal(tenant, second.Value("Tenant "));
    }

    [Theory]
    [InlineData("ClientForge.Billing.Api.dll")]
    [InlineData("ClientForge.Billing.StripeSandbox.dll")]
    [InlineData("/postgres")]
    public async Task Run_APartKilled_IsBackWithinTwoSecondsAndServesAgain(string part)
    {
        await using var host = await DevHostProcess.StartAsync(folder.FullName, Cancellation);
        var killed = Assert.Single(host.Children(part));

        Signals.Send(killed, StopSignal.Kill);

        await UntilAsync(ContractedRestart, () => Task.FromResult(host.Children(part) is [var child] && child != killed));
        using var http = new HttpClient { BaseAddress = host.Api };
        await UntilAsync(Patience, async () => await IsReadyAsync(http));
    }

    [Fact]
    public async Task Run_HostKilled_LeavesNoChildBehind()
    {
        await using var host = await DevHostProcess.StartAsync(folder.FullName, Cancellation);
        var children = host.Children();

        host.Send(StopSignal.Kill);

        await UntilAsync(Patience, () => Task.FromResult(!children.Any(DevHostProcess.IsAlive)));
    }

    [Fact]
    public async Task Run_OnADataFolderInUse_RefusesInOneLine()
    {
        await using var first = await DevHostProcess.StartAsync(folder.FullName, Cancellation);

        await using var second = await DevHostProcess.RunAsync(folder.FullName, Cancellation);

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("BILLING_DATA_DIR", Assert.Single(second.Output.Trim().Split('\n')), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            return (await http.GetAsync("/health/ready", Cancellation)).StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task UntilAsync(TimeSpan patience, Func<Task<bool>> condition)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        end.CancelAfter(patience);
        while (!await condition())
            await Task.Delay(PollInterval, end.Token);
    }
}

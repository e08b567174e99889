using System.Net;
using System.Net.Sockets;
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

    [Fact]
    public async Task Run_PartsKilled_AreBackWithinTwoSecondsAndNoneOutlivesTheHost()
    {
        await using var host = await DevHostProcess.StartAsync(folder.FullName, Cancellation);
        using var http = new HttpClient { BaseAddress = host.Api };
        foreach (var part in new[] { "ClientForge.Billing.Api.dll", "ClientForge.Billing.StripeSandbox.dll", "/postgres" })
        {
            var killed = Assert.Single(host.Children(part));

            Signals.Send(killed, StopSignal.Kill);

            await UntilAsync(ContractedRestart, () => Task.FromResult(host.Children(part) is [var child] && child != killed));
            await UntilAsync(Patience, () => IsReadyAsync(http));
        }
        var children = host.Children();
        Assert.Equal(5, children.Count);

        host.Send(StopSignal.Kill);

        await UntilAsync(Patience, () => Task.FromResult(!children.Any(DevHostProcess.IsAlive)));
    }

    [Fact]
    public async Task Run_OnADataFolderInUse_RefusesInOneLine()
    {
        await using var inUse = new FileStream(Path.Combine(folder.FullName, "devhost.lock"), FileMode.Create, FileAccess.Write, FileShare.None);

        await using var host = await DevHostProcess.RunAsync(folder.FullName, [], Cancellation);

        Assert.Equal(1, host.ExitCode);
        Assert.Contains("BILLING_DATA_DIR", Assert.Single(host.Output.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OnATakenPort_RefusesInOneLineThatNamesTheSetting()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString();

        await using var host = await DevHostProcess.RunAsync(folder.FullName, new() { ["MAIL_PORT"] = port }, Cancellation);

        Assert.Equal(1, host.ExitCode);
        Assert.Contains("MAIL_PORT", Assert.Single(host.Output.Trim().Split('\n')), StringComparison.Ordinal);
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

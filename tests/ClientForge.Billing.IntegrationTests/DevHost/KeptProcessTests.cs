using System.Collections.Concurrent;
using System.Diagnostics;
using ClientForge.Billing.DevHost.Processes;
using ClientForge.Billing.DevHost.Supervision;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.DevHost;

public sealed class KeptProcessTests : IDisposable
{
    private static readonly TimeSpan ContractedRestart = TimeSpan.FromSeconds(2);

    private readonly ScratchFolder folder = ScratchFolder.Create();
    private readonly ConcurrentQueue<ChildProcess> started = new();
    private readonly SemaphoreSlim startedOne = new(0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kept_Killed_IsStartedAgainWithinTwoSeconds()
    {
        using var kept = await KeepAsync("exec sleep 600");
        var first = await NextAsync();

        Signals.Send(first.Id, StopSignal.Kill);

        var second = await NextAsync(ContractedRestart);
        Assert.NotEqual(first.Id, second.Id);
        await kept.StopAsync();
        Assert.False(IsAlive(second.Id));
    }

    [Fact]
    public async Task Stop_OfARunningChild_EndsItAndStartsNoOther()
    {
        using var kept = await KeepAsync("exec sleep 600");
        var child = await NextAsync();

        await kept.StopAsync();

        Assert.False(IsAlive(child.Id));
        Assert.False(await startedOne.WaitAsync(TimeSpan.Zero, Cancellation));
    }

    [Fact]
    public async Task Start_OfAChildThatEndsAtOnce_FailsWithWhatItSaid()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => KeepAsync("echo the setting X is missing; exit 3", isReady: false));

        Assert.Contains("exit code 3", failure.Message, StringComparison.Ordinal);
        Assert.Contains("the setting X is missing", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        startedOne.Dispose();
        folder.Dispose();
    }

    private Task<KeptProcess> KeepAsync(string script, bool isReady = true) => KeptProcess.StartAsync(
        async _ =>
        {
            var child = await ChildProcess.StartAsync(new ChildCommand
            {
                Name = "child",
                FileName = "/bin/sh",
                Arguments = ["-c", script],
                LogFile = Path.Combine(folder.FullName, "child.log"),
            });
            started.Enqueue(child);
            startedOne.Release();
            return child;
        },
        _ => Task.FromResult(isReady), _ => { }, Cancellation);

    private async Task<ChildProcess> NextAsync(TimeSpan? patience = null)
    {
        Assert.True(await startedOne.WaitAsync(patience ?? TimeSpan.FromSeconds(10), Cancellation));
        return started.TryDequeue(out var child) ? child : throw new UnreachableException();
    }

    private static bool IsAlive(int processId) => Directory.Exists($"/proc/{processId}");
}

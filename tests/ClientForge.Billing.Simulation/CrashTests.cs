using ClientForge.Billing.DevHost.Processes;
using ClientForge.Billing.IntegrationTests.DevHost;
using ClientForge.Billing.IntegrationTests.Fixtures;
using ClientForge.Billing.IntegrationTests.Story;

namespace ClientForge.Billing.Simulation;

/// <summary>The tenant's whole story while the API is killed at random moments and started again.</summary>
public sealed class CrashTests
{
    private const int Kills = 10;

    /// <summary>Another seed kills at other moments: <c>./simulate.sh Crash 7</c>.</summary>
    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("SIMULATION_SEED"), out var seed) ? seed : 1;

    [Fact]
    public async Task Story_ApiKilledTenTimes_EndsTheSame()
    {
        using var folder = ScratchFolder.Create();
        await using var host = await DevHostProcess.StartAsync(folder.FullName, TestContext.Current.CancellationToken);
        var killer = new Killer(host, Seed, Kills);
        using var story = new BillingStory(host.Stage, killer.BeforeRequestAsync);

        await story.PlayAsync();

        Assert.Equal(Kills, killer.Done);
    }

    /// <summary>Kills the API during chosen requests of the story, a random moment after each was sent.</summary>
    private sealed class Killer(DevHostProcess host, int seed, int kills)
    {
        // The story makes more commands than this; later ones are left alone.
        private const int Span = 40;
        private const int LongestDelay = 400;

        private readonly Random _random = new(seed);
        private readonly Queue<int> _moments = new(Choose(new Random(seed), kills));
        private int _requests;
        private int _done;

        public int Done => Volatile.Read(ref _done);

        public Task BeforeRequestAsync()
        {
            if (_moments.TryPeek(out var moment) && ++_requests >= moment)
            {
                _moments.Dequeue();
                _ = KillSoonAsync(_random.Next(LongestDelay));
            }

            return Task.CompletedTask;
        }

        private async Task KillSoonAsync(int milliseconds)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds));
            int[] running;
            while ((running = [.. host.Children("ClientForge.Billing.Api.dll")]).Length == 0)
                await Task.Delay(TimeSpan.FromMilliseconds(20));
            foreach (var process in running)
                Signals.Send(process, StopSignal.Kill);
            Interlocked.Increment(ref _done);
        }

        private static IEnumerable<int> Choose(Random random, int count) =>
            Enumerable.Range(1, Span).OrderBy(_ => random.Next()).Take(count).Order();
    }
}

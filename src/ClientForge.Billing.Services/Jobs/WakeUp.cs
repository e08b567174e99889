using System.Threading.Channels;

namespace ClientForge.Billing.Services.Jobs;

/// <summary>
/// A hint inside this process that a job has something to do now, so that it need not wait for its tick. Losing a hint
/// loses nothing: the tick comes.
/// </summary>
public sealed class WakeUp
{
    private readonly Channel<string> _hints = Channel.CreateBounded<string>(
        new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Hint(string jobName) => _hints.Writer.TryWrite(jobName);

    public IAsyncEnumerable<string> ReadAllAsync(CancellationToken cancellationToken) => _hints.Reader.ReadAllAsync(cancellationToken);
}

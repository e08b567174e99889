using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Time;

namespace ClientForge.Billing.StripeSandbox.Controls;

/// <summary>Keeps a row of every request to the API; the oldest go when there are very many.</summary>
internal sealed class RequestLog(SandboxStore store, WorkRunner runner, SandboxClock clock)
{
    private const int MaxRows = 200_000;

    public void Add(ApiCall call, ApiAnswer? answer, Fault? fault) => runner.Run(clock.Now, new EventRequest(null, null), work =>
    {
        var newest = work.Table<RequestRow>().NewestFirst().FirstOrDefault()?.Sequence ?? 0;
        if (store.Table<RequestRow>().Count >= MaxRows)
            work.Delete(store.Table<RequestRow>().Oldest()!);
        return work.Save(new RequestRow
        {
            Id = call.RequestId,
            At = clock.UtcNow,
            Fault = fault?.Kind,
            IdempotencyKey = call.IdempotencyKey,
            Method = call.Method,
            Path = call.Path,
            Replayed = answer?.Replayed ?? false,
            Sequence = newest + 1,
            Status = answer?.Status,
        });
    });
}

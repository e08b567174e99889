using System.Collections.Concurrent;
using System.Text.Json;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Time;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Webhooks;

/// <summary>
/// Sends what is due: the endpoints side by side, the events of one endpoint one after the other in order. A try that is not answered with 2xx
/// within 20 seconds is repeated with growing waits on the sandbox's clock, for three days.
/// </summary>
internal sealed partial class DeliveryWorker(SandboxStore store, WorkRunner runner, SandboxClock clock, SandboxOptions options, ILogger<DeliveryWorker> log)
    : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);
    private const int MaxNotes = 50_000;
    private static readonly EventRequest Nobody = new(null, null);

    /// <summary>Seconds between one try and the next.</summary>
    private static readonly long[] Waits =
        [30, 120, 600, 1800, 3600, 7200, 14_400, 21_600, 28_800, 43_200, 43_200, 43_200, 43_200];

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        Timeout = Timeout,
    };

    public void Dispose() => _http.Dispose();

    /// <summary>The earliest time a try is due, in unix seconds.</summary>
    public long? NextDueAt()
    {
        lock (store.Gate)
        {
            return store.Due.Clocks.Where(name => DeliveryPlanner.EndpointOf(name) is not null)
                .Min(name => store.Due.Earliest(name)?.At);
        }
    }

    /// <summary>Tries everything that is due by <paramref name="until"/> and ends when all of it has been answered.</summary>
    public Task DeliverDueAsync(long until, CancellationToken cancellation)
    {
        List<string> clocks;
        lock (store.Gate)
            clocks = store.Due.Clocks.Where(name => DeliveryPlanner.EndpointOf(name) is not null).ToList();
        return clocks.Count == 0 ? Task.CompletedTask : Task.WhenAll(clocks.Select(name => DrainAsync(name, until, cancellation)));
    }

    private async Task DrainAsync(string queue, long until, CancellationToken cancellation)
    {
        var turn = _turns.GetOrAdd(queue, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellation);
        try
        {
            while (Next(queue, until) is { } order)
                await TryAsync(order, cancellation);
        }
        finally
        {
            turn.Release();
        }
    }

    private sealed record Order(Delivery Delivery, WebhookEndpoint Endpoint, StripeEvent Event, long Place);

    /// <summary>The next delivery that is due; what lost its endpoint or event is dropped on the way.</summary>
    private Order? Next(string queue, long until)
    {
        lock (store.Gate)
        {
            while (store.Due.Earliest(queue) is { } entry && entry.At <= until)
            {
                var delivery = store.Table<Delivery>().Find(entry.Key);
                var endpoint = delivery is null ? null : store.Table<WebhookEndpoint>().Find(delivery.Endpoint);
                var happened = delivery is null ? null : store.Table<StripeEvent>().Find(delivery.Event);
                if (endpoint is { Status: "enabled" } && happened is not null)
                    return new Order(delivery!, endpoint, happened, entry.Order);
                runner.Run(clock.Now, Nobody, work => Forget(work, entry, delivery));
            }

            return null;
        }
    }

    private static bool Forget(UnitOfWork work, DueEntry entry, Delivery? delivery)
    {
        work.Unschedule(entry.Kind, entry.Key);
        if (delivery is not null)
            work.Delete(delivery);
        return true;
    }

    private async Task TryAsync(Order order, CancellationToken cancellation)
    {
        var now = clock.Now;
        var body = JsonSerializer.SerializeToUtf8Bytes(order.Event, StripeJson.Answer);
        using var request = new HttpRequestMessage(HttpMethod.Post, order.Endpoint.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        request.Headers.TryAddWithoutValidation("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)");
        request.Headers.TryAddWithoutValidation(
            "Stripe-Signature", WebhookSignature.Header(options.WebhookSecret ?? order.Endpoint.SigningSecret, now, body));
        int? status = null;
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            status = (int)response.StatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            Log.Unanswered(log, order.Event.Type, order.Endpoint.Url, error.Message);
        }

        var at = clock.UtcNow;
        runner.Run(clock.Now, Nobody, work =>
        {
            Record(work, order, status, at);
            return Settle(work, order, status);
        });
    }

    /// <summary>Notes the try; the oldest notes go when there are very many.</summary>
    private static void Record(UnitOfWork work, Order order, int? status, DateTimeOffset at)
    {
        var notes = work.Table<DeliveryAttempt>();
        var sequence = (notes.Newest()?.Sequence ?? 0) + 1;
        if (notes.Count >= MaxNotes)
            work.Delete(notes.Oldest()!);
        work.Save(new DeliveryAttempt
        {
            Id = Ids.New("wha"), At = at, Endpoint = order.Endpoint.Id, Event = order.Event.Id, Sequence = sequence, Status = status, Type = order.Event.Type,
        });
    }

    private static bool Settle(UnitOfWork work, Order order, int? status)
    {
        work.Unschedule(DeliveryPlanner.Kind, order.Delivery.Id);
        if (work.Find<Delivery>(order.Delivery.Id) is not { } delivery)
            return true;
        delivery = delivery with { Attempts = delivery.Attempts + 1, LastStatus = status };
        if (status is >= 200 and < 300)
            Acknowledge(work, delivery);
        else if (delivery.Attempts > Waits.Length)
            work.Save(delivery with { NextAttempt = null, Status = "failed" });
        else
            DeliveryPlanner.Queue(work, delivery with { NextAttempt = work.Now + Waits[delivery.Attempts - 1] }, order.Place);
        return true;
    }

    private static void Acknowledge(UnitOfWork work, Delivery delivery)
    {
        work.Delete(delivery);
        if (!delivery.IsDuplicate && work.Find<StripeEvent>(delivery.Event) is { PendingWebhooks: > 0 } happened)
            work.Save(happened with { PendingWebhooks = happened.PendingWebhooks - 1 });
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Webhook {Type} was not answered by {Url}: {Reason}")]
        public static partial void Unanswered(ILogger logger, string type, string url, string reason);
    }
}

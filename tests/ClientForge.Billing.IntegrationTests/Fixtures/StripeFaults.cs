using System.Net;
using System.Text;

namespace ClientForge.Billing.IntegrationTests.Fixtures;

/// <summary>What goes wrong with a request to Stripe, before or after it had its effect.</summary>
public enum StripeFault
{
    None,
    ErrorBefore,
    ErrorAfter,
    TimeoutBefore,
    TimeoutAfter,
    ResetBefore,
    ResetAfter,
    Busy,
    GarbledAfter,

    /// <summary>The stored answer of a first execution that failed inside Stripe.</summary>
    ReplayedError,

    /// <summary>Silence until <see cref="StripeFaults.Release"/>, then the answer.</summary>
    StallAfter,

    /// <summary>The process dies after the request was sent: nothing it would do afterwards happens.</summary>
    CrashAfter,

    /// <summary>The process dies just before the request is sent.</summary>
    CrashBefore,
}

/// <summary>Thrown where a process would have died; nothing in the product catches it.</summary>
public sealed class SimulatedCrashException : Exception;

/// <summary>Stands on the wire to Stripe: lets writes fail as planned and keeps what was sent.</summary>
public sealed class StripeFaults : DelegatingHandler
{
    private readonly Queue<StripeFault> plan = [];
    private readonly TaskCompletionSource stalled = new();
    private readonly TaskCompletionSource released = new();
    private readonly List<(string Method, string Path, string? Key, string Body)> sent = [];

    /// <summary>Every write that left, with its idempotency key.</summary>
    public IReadOnlyList<(string Method, string Path, string? Key, string Body)> Sent
    {
        get
        {
            lock (sent)
                return [.. sent];
        }
    }

    /// <summary>The faults of the next writes, one each; the ones after them go well.</summary>
    public void Plan(params StripeFault[] faults)
    {
        lock (sent)
        {
            foreach (var fault in faults)
                plan.Enqueue(fault);
        }
    }

    /// <summary>Completes when a request has begun to stall.</summary>
    public Task Stalled => stalled.Task;

    /// <summary>Lets the stalled request be answered.</summary>
    public void Release() => released.SetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get)
            return await base.SendAsync(request, cancellationToken);
        var fault = await NoteAsync(request, cancellationToken);
        if (fault is StripeFault.ErrorBefore or StripeFault.TimeoutBefore or StripeFault.ResetBefore or StripeFault.Busy or StripeFault.CrashBefore or StripeFault.ReplayedError)
            return Fail(fault, request);
        var response = await base.SendAsync(request, cancellationToken);
        if (fault == StripeFault.StallAfter)
        {
            stalled.SetResult();
            await released.Task.WaitAsync(cancellationToken);
        }

        if (fault is StripeFault.None or StripeFault.StallAfter)
            return response;
        response.Dispose();
        return Fail(fault, request);
    }

    private async Task<StripeFault> NoteAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var key = request.Headers.TryGetValues("Idempotency-Key", out var values) ? values.Single() : null;
        lock (sent)
        {
            sent.Add((request.Method.Method, request.RequestUri!.PathAndQuery, key, body));
            return plan.TryDequeue(out var planned) ? planned : StripeFault.None;
        }
    }

    private static HttpResponseMessage Fail(StripeFault fault, HttpRequestMessage request) => fault switch
    {
        StripeFault.ErrorBefore or StripeFault.ErrorAfter => Answer(HttpStatusCode.InternalServerError, """{"error":{"type":"api_error","message":"boom"}}""", request),
        StripeFault.ReplayedError => Replayed(Answer(HttpStatusCode.InternalServerError, """{"error":{"type":"api_error","message":"boom"}}""", request)),
        StripeFault.Busy => Answer(HttpStatusCode.TooManyRequests, """{"error":{"type":"invalid_request_error","code":"rate_limit","message":"slow down"}}""", request),
        StripeFault.GarbledAfter => Answer(HttpStatusCode.OK, """{"id": "cus_""", request),
        StripeFault.TimeoutBefore or StripeFault.TimeoutAfter => throw new TaskCanceledException("timed out", new TimeoutException()),
        StripeFault.ResetBefore or StripeFault.ResetAfter => throw new HttpRequestException("connection reset"),
        _ => throw new SimulatedCrashException(),
    };

    private static HttpResponseMessage Replayed(HttpResponseMessage response)
    {
        response.Headers.Add("Idempotent-Replayed", "true");
        return response;
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string body, HttpRequestMessage request) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json"), RequestMessage = request };
}

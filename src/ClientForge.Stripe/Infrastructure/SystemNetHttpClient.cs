using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Stripe;

/// <summary>
/// Sends over <see cref="HttpClient"/>, trying again after a broken connection, a time-out, 409, 5xx, or when
/// <c>Stripe-Should-Retry</c> asks for it. A plain 429 is not tried again and <c>Retry-After</c> is not heeded.
/// </summary>
public class SystemNetHttpClient : IHttpClient
{
    public const int DefaultMaxNumberRetries = 2;

    private const int MostMetrics = 100;
    private static readonly Lazy<HttpClient> Shared = new(BuildDefaultSystemNetHttpClient);

    private readonly HttpClient _httpClient;
    private readonly AppInfo _appInfo;
    private readonly string _clientUserAgent;
    private readonly ConcurrentQueue<Dictionary<string, object>> _metrics = new();

    public SystemNetHttpClient(HttpClient httpClient = null, int maxNetworkRetries = DefaultMaxNumberRetries, AppInfo appInfo = null, bool enableTelemetry = true)
    {
        _httpClient = httpClient ?? Shared.Value;
        MaxNetworkRetries = maxNetworkRetries;
        _appInfo = appInfo;
        EnableTelemetry = enableTelemetry;
        _clientUserAgent = DescribeClient();
    }

    public static TimeSpan DefaultHttpTimeout => TimeSpan.FromSeconds(80);

    public static TimeSpan MaxNetworkRetriesDelay => TimeSpan.FromSeconds(5);

    public static TimeSpan MinNetworkRetriesDelay => TimeSpan.FromMilliseconds(500);

    public bool EnableTelemetry { get; }

    public int MaxNetworkRetries { get; }

    public static HttpClient BuildDefaultSystemNetHttpClient() => new() { Timeout = DefaultHttpTimeout };

    public async Task<StripeResponse> MakeRequestAsync(StripeRequest request, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        var content = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return new StripeResponse(response.StatusCode, response.Headers, content);
    }

    public async Task<StripeStreamedResponse> MakeStreamingRequestAsync(StripeRequest request, CancellationToken cancellationToken = default)
    {
        var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return new StripeStreamedResponse(response.StatusCode, response.Headers, await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
    }

    private async Task<HttpResponseMessage> SendAsync(StripeRequest request, CancellationToken cancellationToken)
    {
        var telemetry = NextTelemetry();
        for (var retries = 0; ; retries++)
        {
            HttpResponseMessage response = null;
            var started = Stopwatch.GetTimestamp();
            try
            {
                using var message = Message(request, telemetry);
                response = await _httpClient.SendAsync(message, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (retries < MaxNetworkRetries && IsNetworkFailure(e, cancellationToken))
            {
                // Tried again below, under the same key.
            }

            if (response is not null && (retries >= MaxNetworkRetries || !ShouldRetry(response)))
            {
                Remember(request, response, Stopwatch.GetElapsedTime(started));
                return response;
            }

            response?.Dispose();
            await Task.Delay(Wait(retries + 1), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static bool IsNetworkFailure(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static bool ShouldRetry(HttpResponseMessage response) =>
        (response.Headers.TryGetValues("Stripe-Should-Retry", out var values) ? values.First() : null) switch
        {
            "true" => true,
            "false" => false,
            _ => response.StatusCode == HttpStatusCode.Conflict || (int)response.StatusCode >= 500,
        };

    // Half a second, doubled at each retry up to five, less up to a quarter so that clients spread.
#pragma warning disable CA5394 // nothing secret hangs on it
    private static TimeSpan Wait(int retry)
    {
        var full = TimeSpan.FromTicks(Math.Min(MinNetworkRetriesDelay.Ticks << (retry - 1), MaxNetworkRetriesDelay.Ticks));
        var spread = full * (0.75 + (Random.Shared.NextDouble() / 4));
        return spread < MinNetworkRetriesDelay ? MinNetworkRetriesDelay : spread;
    }
#pragma warning restore CA5394

    private HttpRequestMessage Message(StripeRequest request, string telemetry)
    {
        var message = new HttpRequestMessage(request.Method, request.Uri) { Content = request.Content };
        var userAgent = $"Stripe/V1 .NetBindings/{StripeConfiguration.StripeNetVersion}";
        message.Headers.TryAddWithoutValidation("User-Agent", _appInfo is null ? userAgent : $"{userAgent} {_appInfo.FormatUserAgent()}");
        message.Headers.Authorization = request.AuthorizationHeader;
        message.Headers.TryAddWithoutValidation("X-Stripe-Client-User-Agent", _clientUserAgent);
        foreach (var (name, value) in request.StripeHeaders)
            message.Headers.TryAddWithoutValidation(name, value);
        if (telemetry is not null)
            message.Headers.TryAddWithoutValidation("X-Stripe-Client-Telemetry", telemetry);
        return message;
    }

    private string DescribeClient()
    {
        var description = new Dictionary<string, object>
        {
            ["bindings_version"] = StripeConfiguration.StripeNetVersion,
            ["lang"] = ".net",
            ["stripe_net_target_framework"] = "net9.0",
            ["lang_version"] = RuntimeInformation.FrameworkDescription,
        };
        if (_appInfo is not null)
            description["application"] = new Dictionary<string, string> { ["name"] = _appInfo.Name, ["partner_id"] = _appInfo.PartnerId, ["version"] = _appInfo.Version, ["url"] = _appInfo.Url };
        return JsonSerializer.Serialize(description);
    }

    private void Remember(StripeRequest request, HttpResponseMessage response, TimeSpan duration)
    {
        if (!EnableTelemetry || _metrics.Count >= MostMetrics || !response.Headers.TryGetValues("Request-Id", out var values))
            return;
        _metrics.Enqueue(new Dictionary<string, object>
        {
            ["request_id"] = values.First(),
            ["request_duration_ms"] = (long)duration.TotalMilliseconds,
            ["usage"] = request.Usage,
        });
    }

    private string NextTelemetry() =>
        _metrics.TryDequeue(out var last) ? JsonSerializer.Serialize(new Dictionary<string, object> { ["last_request_metrics"] = last }) : null;
}

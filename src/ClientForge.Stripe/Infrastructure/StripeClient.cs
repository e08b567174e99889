using Stripe.Infrastructure;

namespace Stripe;

public class StripeClientOptions
{
    public string ApiKey { get; set; }

    public string ClientId { get; set; }

    public IHttpClient HttpClient { get; set; }

    /// <summary>Without a trailing slash: paths are appended as they are.</summary>
    public string ApiBase { get; set; }

    public string ConnectBase { get; set; }

    public string FilesBase { get; set; }

    public string MeterEventsBase { get; set; }

    public string StripeAccount { get; set; }

    public string StripeContext { get; set; }
}

/// <summary>Stripe's API by one key: <c>client.V1.Customers.CreateAsync(…)</c>.</summary>
public class StripeClient : IStripeClient
{
    private readonly StripeClientOptions _options;
    private readonly ApiRequestor _requestor;
    private V1Services _v1;

    /// <exception cref="ArgumentException">The key is empty or holds white space. A null key fails at the first call.</exception>
    public StripeClient(
        string apiKey = null,
        string clientId = null,
        IHttpClient httpClient = null,
        string apiBase = null,
        string connectBase = null,
        string filesBase = null,
        string meterEventsBase = null)
        : this(new StripeClientOptions
        {
            ApiKey = apiKey,
            ClientId = clientId,
            HttpClient = httpClient,
            ApiBase = apiBase,
            ConnectBase = connectBase,
            FilesBase = filesBase,
            MeterEventsBase = meterEventsBase,
        })
    {
    }

    /// <inheritdoc cref="StripeClient(string, string, IHttpClient, string, string, string, string)"/>
    public StripeClient(StripeClientOptions options)
    {
        options ??= new StripeClientOptions();
        if (options.ApiKey is { } key && (key.Length == 0 || key.Any(char.IsWhiteSpace)))
            throw new ArgumentException("The API key must not be empty or hold white space.", nameof(options));
        _options = new StripeClientOptions
        {
            ApiKey = options.ApiKey,
            ClientId = options.ClientId,
            HttpClient = options.HttpClient ?? StripeConfiguration.DefaultHttpClient(),
            ApiBase = options.ApiBase ?? DefaultApiBase,
            ConnectBase = options.ConnectBase ?? DefaultConnectBase,
            FilesBase = options.FilesBase ?? DefaultFilesBase,
            MeterEventsBase = options.MeterEventsBase ?? DefaultMeterEventsBase,
            StripeAccount = options.StripeAccount,
            StripeContext = options.StripeContext,
        };
        _requestor = new ApiRequestor(_options);
    }

    public static string DefaultApiBase => "https://api.stripe.com";

    public static string DefaultConnectBase => "https://connect.stripe.com";

    public static string DefaultFilesBase => "https://files.stripe.com";

    public static string DefaultMeterEventsBase => "https://meter-events.stripe.com";

    public string ApiBase => _options.ApiBase;

    public string ApiKey => _options.ApiKey;

    public string ClientId => _options.ClientId;

    public string ConnectBase => _options.ConnectBase;

    public string FilesBase => _options.FilesBase;

    public string MeterEventsBase => _options.MeterEventsBase;

    public IHttpClient HttpClient => _options.HttpClient;

    public virtual V1Services V1 => _v1 ??= new V1Services(this);

    /// <summary>Reads an answer that was got by <see cref="RawRequestAsync"/>.</summary>
    public T Deserialize<T>(string response)
        where T : IStripeEntity => EntityReader.Read<T>(response);

    /// <exception cref="StripeException">The status was not 200.</exception>
    public async Task<T> RequestAsync<T>(
        HttpMethod method,
        string path,
        BaseOptions options,
        RequestOptions requestOptions,
        CancellationToken cancellationToken = default)
        where T : IStripeEntity => await _requestor.RequestAsync<T>(method, path, options, requestOptions, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<Stream> RequestStreamingAsync(
        HttpMethod method,
        string path,
        BaseOptions options,
        RequestOptions requestOptions,
        CancellationToken cancellationToken = default) => await _requestor.RequestStreamingAsync(method, path, options, requestOptions, cancellationToken).ConfigureAwait(false);

    /// <summary>Sends a path and form body as they are.</summary>
    /// <exception cref="StripeException">The status was not 200.</exception>
    public async Task<StripeResponse> RawRequestAsync(
        HttpMethod method,
        string path,
        string content = null,
        RawRequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) => await _requestor.RawRequestAsync(method, path, content, requestOptions, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc cref="RawRequestAsync"/>
    public StripeResponse RawRequest(HttpMethod method, string path, string content = null, RawRequestOptions requestOptions = null) =>
        RawRequestAsync(method, path, content, requestOptions).ConfigureAwait(false).GetAwaiter().GetResult();
}

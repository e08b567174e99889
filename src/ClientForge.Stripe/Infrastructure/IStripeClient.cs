namespace Stripe;

/// <summary>What services send their calls through.</summary>
public interface IStripeClient
{
    string ApiBase { get; }

    string ApiKey { get; }

    string ClientId { get; }

    string ConnectBase { get; }

    string FilesBase { get; }

    string MeterEventsBase { get; }

    /// <exception cref="StripeException">The status was not 200.</exception>
    Task<T> RequestAsync<T>(HttpMethod method, string path, BaseOptions options, RequestOptions requestOptions, CancellationToken cancellationToken = default)
        where T : IStripeEntity;

    /// <summary>Answers with the body as it comes in; whoever asked disposes of it.</summary>
    /// <exception cref="StripeException">The status was not 200.</exception>
    Task<Stream> RequestStreamingAsync(HttpMethod method, string path, BaseOptions options, RequestOptions requestOptions, CancellationToken cancellationToken = default);
}

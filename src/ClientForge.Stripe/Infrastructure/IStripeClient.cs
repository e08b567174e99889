namespace Stripe;

/// <summary>What services send their calls through.</summary>
public interface IStripeClient
{
    string ApiBase { get; }

    string ApiKey { get; }

    string ClientId { get; }

    string ConnectBase { get; }

    string FilesBase { get; }
}

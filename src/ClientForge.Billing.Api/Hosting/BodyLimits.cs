namespace ClientForge.Billing.Api.Hosting;

/// <summary>The largest request bodies, in bytes; a larger one is answered 413. Set on an action by <c>[RequestSizeLimit]</c>.</summary>
public static class BodyLimits
{
    public const int Command = 64 * 1024;
    public const int UsageBatch = 1024 * 1024;
    public const long UsageBulk = 8L * 1024 * 1024 * 1024;

    /// <summary>Stripe's events stay far below; what is larger is none.</summary>
    public const int Webhook = 512 * 1024;
}

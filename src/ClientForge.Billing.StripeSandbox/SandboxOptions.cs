namespace ClientForge.Billing.StripeSandbox;

/// <summary>How a sandbox runs.</summary>
public sealed record SandboxOptions
{
    /// <summary>TCP port on the loopback address; 0 = a free one.</summary>
    public int Port { get; init; } = 12111;

    /// <summary>File of the journal; null = nothing outlives the process.</summary>
    public string? DataFile { get; init; }

    /// <summary>The secret every webhook endpoint signs with; null = each has its own.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>Real time; the sandbox's clock runs on it.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// The settings of the process: <c>STRIPE_SANDBOX_PORT</c>, <c>Sandbox__DataFile</c>, <c>Sandbox__WebhookSecret</c>.
    /// </summary>
    public static SandboxOptions From(IConfiguration settings) => new()
    {
        Port = settings.GetValue("STRIPE_SANDBOX_PORT", 12111),
        DataFile = settings["Sandbox:DataFile"],
        WebhookSecret = settings["Sandbox:WebhookSecret"],
    };
}

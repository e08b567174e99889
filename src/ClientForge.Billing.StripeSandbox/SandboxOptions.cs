using System.Net;

namespace ClientForge.Billing.StripeSandbox;

/// <summary>How a sandbox runs.</summary>
public sealed record SandboxOptions
{
    /// <summary>The interface to listen on; a container's network needs another than the loopback.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>TCP port; 0 = a free one.</summary>
    public int Port { get; init; } = 12111;

    /// <summary>File of the journal; null = nothing outlives the process.</summary>
    public string? DataFile { get; init; }

    /// <summary>The secret every webhook endpoint signs with; null = each has its own.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>Real time; the sandbox's clock runs on it.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// The settings of the process: <c>LISTEN_ADDRESS</c>, <c>STRIPE_SANDBOX_PORT</c>, <c>Sandbox__DataFile</c>, <c>Sandbox__WebhookSecret</c>.
    /// </summary>
    public static SandboxOptions From(IConfiguration settings) => new()
    {
        Address = settings["LISTEN_ADDRESS"] is { Length: > 0 } address ? IPAddress.Parse(address) : IPAddress.Loopback,
        Port = settings.GetValue("STRIPE_SANDBOX_PORT", 12111),
        DataFile = settings["Sandbox:DataFile"],
        WebhookSecret = settings["Sandbox:WebhookSecret"],
    };
}

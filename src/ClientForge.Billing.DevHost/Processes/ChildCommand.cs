namespace ClientForge.Billing.DevHost.Processes;

/// <summary>What a long-running child process is started with.</summary>
public sealed record ChildCommand
{
    public required string Name { get; init; }

    public required string FileName { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Added to this process's own environment; null removes a variable.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public string WorkingDirectory { get; init; } = "/";

    /// <summary>Both output streams are appended to this file by the child itself.</summary>
    public required string LogFile { get; init; }

    /// <summary>Asks the child to stop.</summary>
    public StopSignal StopSignal { get; init; } = StopSignal.Terminate;

    /// <summary>Sent by the kernel when this process dies: nobody is left to wait for an orderly end.</summary>
    public StopSignal OrphanSignal { get; init; } = StopSignal.Kill;

    /// <summary>Null: as the user this process runs as.</summary>
    public UnprivilegedUser? RunAs { get; init; }
}

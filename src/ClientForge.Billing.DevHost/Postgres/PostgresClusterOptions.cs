namespace ClientForge.Billing.DevHost.Postgres;

public sealed record PostgresClusterOptions
{
    /// <summary>Where the data should lie. Another folder is taken when the server's user cannot reach this one.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The server's own log, appended to.</summary>
    public required string LogFile { get; init; }

    /// <summary>Null: a free port.</summary>
    public int? Port { get; init; }

    /// <summary>False gives up safety at power loss for speed: for data that is thrown away.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>The password of the role the API logs in as.</summary>
    public required string Password { get; init; }
}

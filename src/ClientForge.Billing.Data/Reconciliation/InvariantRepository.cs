using ClientForge.Billing.Data.Migrations;

namespace ClientForge.Billing.Data.Reconciliation;

/// <summary>A statement that must hold of the stored data: its query returns what violates it.</summary>
/// <param name="Name">File name without the ending, which also gives the order.</param>
/// <param name="Meaning">The comment above the query: what must hold, and when.</param>
/// <param name="Sql">Returns tenant_id, object_type, object_id, detail; <c>@now</c> is the engine's time.</param>
public sealed record Invariant(string Name, string Meaning, string Sql)
{
    /// <summary>All of <c>db/invariants</c>.</summary>
    public static IReadOnlyList<Invariant> All { get; } = [.. MigrationScript.Embedded("invariants").Select(Read)];

    private static Invariant Read(MigrationScript script)
    {
        var comment = script.Sql.Split('\n').TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).Select(line => line[2..].Trim());
        return new Invariant(Path.GetFileNameWithoutExtension(script.Name), string.Join(' ', comment), script.Sql);
    }
}

/// <summary>An object that breaks an invariant.</summary>
public sealed record Violation
{
    public Guid? TenantId { get; init; }

    public required string ObjectType { get; init; }

    public required string ObjectId { get; init; }

    public required string Detail { get; init; }
}

/// <summary>Runs invariants (system role).</summary>
public sealed class InvariantRepository
{
    /// <summary>More than these would tell nothing more.</summary>
    private const int MaxViolations = 200;

    public Task<IReadOnlyList<Violation>> CheckAsync(Work work, Invariant invariant, DateTimeOffset now) => work.QueryAsync<Violation>(
        $"""
        select tenant_id, object_type, object_id, detail
        from (
        {invariant.Sql}
        ) violation
        limit {MaxViolations}
        """,
        new { now });
}

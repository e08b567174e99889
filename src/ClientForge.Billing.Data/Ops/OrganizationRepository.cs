namespace ClientForge.Billing.Data.Ops;

/// <summary>A tenant as the CRM knows it.</summary>
public sealed record OrganizationRow
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The CRM's organizations (system role).</summary>
public sealed class OrganizationRepository
{
    public Task<int> AddAsync(Work work, OrganizationRow organization) => work.ExecuteAsync(
        "insert into organizations (id, name, created_at) values (@Id, @Name, @CreatedAt)",
        organization);

    public Task<OrganizationRow?> FindAsync(Work work, Guid id) =>
        work.QueryFirstAsync<OrganizationRow>("select id, name, created_at from organizations where id = @id", new { id });
}

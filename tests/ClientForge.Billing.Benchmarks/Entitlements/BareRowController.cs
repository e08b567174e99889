using System.Data.Common;
using ClientForge.Billing.Api.Auth;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Benchmarks.Entitlements;

/// <summary>The rival: one row by its primary key, through the same server, with the same authorization and limit of requests.</summary>
[ApiController]
[Route("bench/row")]
[Authorize(Policies.EntitlementRead)]
public sealed class BareRowController(DbDataSource database, CurrentRequest current) : ControllerBase
{
    [HttpGet]
    public async Task<ActionResult<BareRow>> GetAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "select id, name from organizations where id = @id";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("id", current.TenantId);
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new BareRow(reader.GetGuid(0), reader.GetString(1));
    }
}

public sealed record BareRow(Guid Id, string Name);

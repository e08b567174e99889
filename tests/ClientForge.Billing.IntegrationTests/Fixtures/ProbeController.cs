using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Services;
using ClientForge.Billing.Services.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.IntegrationTests.Fixtures;

/// <summary>Routes that show what the host does around any action; only tests have them.</summary>
[ApiController]
[Route("probe")]
public sealed class ProbeController(CurrentRequest request, ProbeState state) : ControllerBase
{
    [HttpGet("read")]
    [Authorize(Policies.TenantRead)]
    public ActionResult<RequestContext> Read() => request.Tenant();

    [HttpPost("command")]
    [Authorize(Policies.TenantAdmin)]
    public async Task<ActionResult<ProbeAnswer>> CommandAsync(ProbeCommand command, CancellationToken cancellationToken)
    {
        var run = state.Enter(request.OperationKey);
        if (command.Wait)
            await state.Released.Task.WaitAsync(cancellationToken);
        return command.Fail switch
        {
            null => StatusCode(StatusCodes.Status201Created, new ProbeAnswer(run, request.OperationKey)),
            "unavailable" => throw BillingException.Unavailable("probe_unavailable", "Not now.", TimeSpan.FromSeconds(7)),
            "declined" => throw BillingException.CardDeclined("card_declined", "insufficient_funds", "No."),
            "busy" => throw BillingException.Conflict("operation_in_progress", "Busy."),
            _ => throw new InvalidOperationException("planted: sk_live_canary0123456789"),
        };
    }

    [HttpPost("usage")]
    [Authorize(Policies.UsageIngest)]
    public ActionResult<RequestContext> Usage() => request.Tenant();

    [HttpGet("ops")]
    [Authorize(Policies.Ops)]
    public ActionResult<string> Ops() => request.Actor;
}

public sealed record ProbeCommand
{
    public string? Text { get; init; }

    public long? Amount { get; init; }

    public DateTimeOffset? At { get; init; }

    public bool Wait { get; init; }

    public string? Fail { get; init; }

    public ProbeCommand? Inner { get; init; }
}

public sealed record ProbeAnswer(int Run, string OperationKey);

/// <summary>How often the probe's command ran, and the gate that holds it.</summary>
public sealed class ProbeState
{
    private int _runs;

    public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Runs => Volatile.Read(ref _runs);

    public List<string> OperationKeys { get; } = [];

    public int Enter(string operationKey)
    {
        lock (OperationKeys)
            OperationKeys.Add(operationKey);
        Entered.TrySetResult();
        return Interlocked.Increment(ref _runs);
    }
}

using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Lists;
using ClientForge.Billing.Data.Reconciliation;
using ClientForge.Billing.Services.Reconciliation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Reconciliation;

/// <summary>How the stored data compares with Stripe and with its own invariants, for operators.</summary>
[ApiController]
[Authorize(Policies.Ops)]
[Route("api/v1/ops/reconciliation")]
public sealed class ReconciliationController(ReconciliationService reconciliation, ReconciliationRun run, CurrentRequest request) : ControllerBase
{
    /// <summary>The figures: what is open, what was compared, what is late.</summary>
    [HttpGet]
    [ProducesResponseType<ReconcileFigures>(StatusCodes.Status200OK)]
    public async Task<ActionResult<ReconcileFigures>> GetAsync(CancellationToken cancellationToken) =>
        await reconciliation.GetFiguresAsync(cancellationToken);

    /// <summary>Compares live objects with Stripe now, the longest unread ones first, a hundred at most.</summary>
    [HttpPost("run")]
    [ProducesResponseType<ReconciliationRunAnswer>(StatusCodes.Status200OK)]
    public async Task<ActionResult<ReconciliationRunAnswer>> RunAsync(CancellationToken cancellationToken)
    {
        var report = await run.RunAsync(TimeSpan.Zero, cancellationToken);
        return new ReconciliationRunAnswer(report.Done, report.Failed, await reconciliation.GetFiguresAsync(cancellationToken));
    }

    /// <summary>Findings, newest first.</summary>
    [HttpGet("findings")]
    [ProducesResponseType<ListAnswer<FindingAnswer>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<ListAnswer<FindingAnswer>>> ListAsync([FromQuery] ListQuery query, [FromQuery] bool? open, CancellationToken cancellationToken)
    {
        var rows = await reconciliation.ListAsync(open, query.CursorId(), query.Limit + 1, cancellationToken);
        return query.Answer(rows, FindingAnswer.From, row => row.Id.ToString());
    }

    /// <summary>Resolves a finding; an object of Stripe's that it is about is read again.</summary>
    [HttpPost("findings/{id:guid}/heal")]
    [ProducesResponseType<FindingAnswer>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<FindingAnswer>> HealAsync(Guid id, ReasonBody body, CancellationToken cancellationToken) =>
        FindingAnswer.From(await reconciliation.HealAsync(id, body.Reason!, request.Actor, cancellationToken));
}

/// <summary>What a comparison did and how things stand after it.</summary>
public sealed record ReconciliationRunAnswer(int Compared, int Failed, ReconcileFigures Figures);

/// <summary>A difference between what is and what should be.</summary>
public sealed record FindingAnswer
{
    public required Guid Id { get; init; }

    public Guid? TenantId { get; init; }

    public required string Kind { get; init; }

    public required string ObjectType { get; init; }

    public required string ObjectId { get; init; }

    /// <summary>JSON text.</summary>
    public string? Expected { get; init; }

    /// <summary>JSON text.</summary>
    public string? Actual { get; init; }

    public required string Policy { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    public string? Resolution { get; init; }

    internal static FindingAnswer From(FindingRow row) => new()
    {
        Id = row.Id,
        TenantId = row.TenantId,
        Kind = row.Kind,
        ObjectType = row.ObjectType,
        ObjectId = row.ObjectId,
        Expected = row.Expected?.Text,
        Actual = row.Actual?.Text,
        Policy = row.Policy,
        FirstSeen = row.FirstSeen,
        ResolvedAt = row.ResolvedAt,
        Resolution = row.Resolution,
    };
}

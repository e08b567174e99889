using System.Globalization;
using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Jobs;
using ClientForge.Billing.Api.Lists;
using ClientForge.Billing.Data.Jobs;
using ClientForge.Billing.Services.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Ops;

/// <summary>Recurring jobs, for operators.</summary>
[ApiController]
[Authorize(Policies.Ops)]
[Route("api/v1/ops")]
public sealed class JobsController(JobControl jobs, ClusterNodes nodes, CurrentRequest request) : ControllerBase
{
    private const string CursorFormat = "O";

    /// <summary>All jobs with their schedules and last runs.</summary>
    [HttpGet("jobs")]
    [ProducesResponseType<ListAnswer<JobAnswer>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<ListAnswer<JobAnswer>>> ListAsync(CancellationToken cancellationToken)
    {
        var views = await jobs.ListAsync(1, cancellationToken);
        return new ListAnswer<JobAnswer>([.. views.Select(JobAnswer.From)]);
    }

    /// <summary>A job's runs, newest first.</summary>
    [HttpGet("jobs/{name}/history")]
    [ProducesResponseType<ListAnswer<JobRunAnswer>>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<ListAnswer<JobRunAnswer>>> HistoryAsync(string name, [FromQuery] ListQuery query, CancellationToken cancellationToken)
    {
        var rows = await jobs.ListRunsAsync(name, Before(query.Cursor), query.Limit + 1, cancellationToken);
        return query.Answer(rows, JobRunAnswer.From, row => row.ScheduledFor.ToString(CursorFormat, CultureInfo.InvariantCulture));
    }

    /// <summary>Runs a job now, paused or not, and answers how it went.</summary>
    [HttpPost("jobs/{name}/trigger")]
    [ProducesResponseType<JobRunAnswer>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<JobRunAnswer>> TriggerAsync(string name, ReasonBody body, CancellationToken cancellationToken) =>
        JobRunAnswer.From(await jobs.TriggerAsync(name, body.Reason!, request.Actor, cancellationToken));

    /// <summary>Pauses a job on every replica; its ticks are skipped until it is resumed.</summary>
    [HttpPost("jobs/{name}/pause")]
    [ProducesResponseType<JobAnswer>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<JobAnswer>> PauseAsync(string name, ReasonBody body, CancellationToken cancellationToken) =>
        JobAnswer.From(await jobs.SetPausedAsync(name, true, body.Reason!, request.Actor, cancellationToken));

    /// <summary>Lets a paused job run again.</summary>
    [HttpPost("jobs/{name}/resume")]
    [ProducesResponseType<JobAnswer>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<JobAnswer>> ResumeAsync(string name, ReasonBody body, CancellationToken cancellationToken) =>
        JobAnswer.From(await jobs.SetPausedAsync(name, false, body.Reason!, request.Actor, cancellationToken));

    /// <summary>The processes that share the schedules.</summary>
    [HttpGet("servers")]
    [ProducesResponseType<ListAnswer<ServerNode>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<ListAnswer<ServerNode>>> ServersAsync(CancellationToken cancellationToken) =>
        new ListAnswer<ServerNode>(await nodes.ListAsync(cancellationToken));

    private static DateTimeOffset? Before(string? cursor) => cursor switch
    {
        null => null,
        _ when DateTimeOffset.TryParseExact(cursor, CursorFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        _ => throw BillingException.Invalid("cursor_invalid", "cursor", "This is no cursor of this list."),
    };
}

/// <summary>A recurring job. Times are real ones.</summary>
public sealed record JobAnswer
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>Quartz cron expression with seconds, UTC.</summary>
    public required string Schedule { get; init; }

    public DateTimeOffset? NextRunAt { get; init; }

    public required bool Paused { get; init; }

    /// <summary>Why it was paused or resumed.</summary>
    public string? Reason { get; init; }

    public JobRunAnswer? LastRun { get; init; }

    internal static JobAnswer From(JobView view) => new()
    {
        Name = view.Name,
        Description = view.Description,
        Schedule = view.Schedule,
        NextRunAt = view.NextRunAt,
        Paused = view.Paused,
        Reason = view.Reason,
        LastRun = view.NewestRuns is [var last, ..] ? JobRunAnswer.From(last) : null,
    };
}

/// <summary>A run of a job.</summary>
public sealed record JobRunAnswer
{
    public required DateTimeOffset ScheduledFor { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary><c>succeeded</c>, <c>failed</c> or <c>skipped</c>; null while it runs.</summary>
    public string? Outcome { get; init; }

    public string? Summary { get; init; }

    /// <summary>The exception, without secrets.</summary>
    public string? Error { get; init; }

    public required string Server { get; init; }

    /// <summary><c>schedule</c>, <c>ops</c> or <c>clock</c>.</summary>
    public required string Trigger { get; init; }

    internal static JobRunAnswer From(JobRunRow row) => new()
    {
        ScheduledFor = row.ScheduledFor,
        StartedAt = row.StartedAt,
        FinishedAt = row.FinishedAt,
        Outcome = row.Outcome,
        Summary = row.Summary,
        Error = row.Error,
        Server = row.Server,
        Trigger = row.Trigger,
    };
}

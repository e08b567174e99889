using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Lists;
using ClientForge.Billing.Data.Webhooks;
using ClientForge.Billing.Services.Webhooks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Webhooks;

/// <summary>The events that Stripe delivered, for operators.</summary>
[ApiController]
[Authorize(Policies.Ops)]
[Route("api/v1/ops/webhook-events")]
public sealed class WebhookEventsController(WebhookEvents events, CurrentRequest request) : ControllerBase
{
    /// <summary>Events, newest received first.</summary>
    /// <param name="query">The page.</param>
    /// <param name="state"><c>received</c>, <c>applied</c>, <c>ignored</c> or <c>failed</c>.</param>
    /// <param name="type">Stripe's type.</param>
    /// <param name="cancellationToken">Of the request.</param>
    [HttpGet]
    [ProducesResponseType<ListAnswer<WebhookEventAnswer>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<ListAnswer<WebhookEventAnswer>>> ListAsync(
        [FromQuery] ListQuery query, [FromQuery] string? state, [FromQuery] string? type, CancellationToken cancellationToken)
    {
        var rows = await events.ListAsync(state, type, query.Cursor, query.Limit + 1, cancellationToken);
        return query.Answer(rows, row => WebhookEventAnswer.From(row, withPayload: false), row => row.EventId);
    }

    /// <summary>One event with its payload.</summary>
    [HttpGet("{id}")]
    [ProducesResponseType<WebhookEventAnswer>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public async Task<ActionResult<WebhookEventAnswer>> GetAsync(string id, CancellationToken cancellationToken) =>
        WebhookEventAnswer.From(await events.GetAsync(id, cancellationToken), withPayload: true);

    /// <summary>Applies an event again: its object is read from Stripe anew.</summary>
    [HttpPost("{id}/replay")]
    [ProducesResponseType<WebhookEventAnswer>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<WebhookEventAnswer>> ReplayAsync(string id, ReasonBody body, CancellationToken cancellationToken) =>
        WebhookEventAnswer.From(await events.ReplayAsync(id, body.Reason!, request.Actor, cancellationToken), withPayload: false);
}

/// <summary>An event as it came and how it stands.</summary>
public sealed record WebhookEventAnswer
{
    public required string Id { get; init; }

    public Guid? TenantId { get; init; }

    public required string Type { get; init; }

    public string? ApiVersion { get; init; }

    public string? ObjectType { get; init; }

    public string? ObjectId { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary><c>push</c> when Stripe delivered it, <c>sweep</c> when it was found in Stripe's list.</summary>
    public required string Source { get; init; }

    /// <summary><c>received</c>, <c>applied</c>, <c>ignored</c> or <c>failed</c>.</summary>
    public required string State { get; init; }

    public string? Error { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? AppliedAt { get; init; }

    /// <summary>Only for one event; empty once its retention is over.</summary>
    public string? Payload { get; init; }

    internal static WebhookEventAnswer From(WebhookEventRow row, bool withPayload) => new()
    {
        Id = row.EventId,
        TenantId = row.TenantId,
        Type = row.Type,
        ApiVersion = row.ApiVersion,
        ObjectType = row.ObjectType,
        ObjectId = row.ObjectId,
        Created = row.Created,
        Source = row.Source,
        State = row.State,
        Error = row.Error,
        ReceivedAt = row.ReceivedAt,
        AppliedAt = row.AppliedAt,
        Payload = withPayload ? row.Payload : null,
    };
}

using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Services.Plans;
using FluentValidation;

namespace ClientForge.Billing.Api.Plans;

/// <summary>A move of a cohort to a plan's present prices.</summary>
public sealed record PlanMoveRequest
{
    public string? Reason { get; init; }

    /// <summary>Days between the notice and the move; 30 by default.</summary>
    public int? NoticeDays { get; init; }
}

internal sealed class PlanMoveRequestValidator : AbstractValidator<PlanMoveRequest>
{
    public PlanMoveRequestValidator()
    {
        RuleFor(request => request.Reason).NotEmpty().MaximumLength(500);
        RuleFor(request => request.NoticeDays).InclusiveBetween(0, 365);
    }
}

/// <summary>A move; <c>items</c> is empty in lists.</summary>
public sealed record PlanMoveResponse
{
    public required Guid Id { get; init; }

    public required Guid PlanId { get; init; }

    public required int ToVersion { get; init; }

    /// <summary><c>draft</c>, <c>running</c>, <c>stopped</c> or <c>rolled_back</c>.</summary>
    public required string State { get; init; }

    public required string Reason { get; init; }

    public required int NoticeDays { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required IReadOnlyList<PlanMoveItemResponse> Items { get; init; }

    public static PlanMoveResponse Of(PlanMoveView view) => Of(view.Move) with { Items = [.. view.Items.Select(PlanMoveItemResponse.Of)] };

    public static PlanMoveResponse Of(PlanMoveRow move) => new()
    {
        Id = move.Id,
        PlanId = move.PlanId,
        ToVersion = move.ToVersion,
        State = move.State,
        Reason = move.Reason,
        NoticeDays = move.NoticeDays,
        CreatedBy = move.CreatedBy,
        CreatedAt = move.CreatedAt,
        Items = [],
    };
}

/// <summary>One tenant of a move. Totals are of his next invoice, minor units, after discount and tax.</summary>
public sealed record PlanMoveItemResponse
{
    public required Guid TenantId { get; init; }

    public required string Currency { get; init; }

    public required long OldTotal { get; init; }

    public required long NewTotal { get; init; }

    public required DateTimeOffset NextInvoiceAt { get; init; }

    /// <summary><c>previewed</c>, <c>noticed</c>, <c>moved</c>, <c>skipped</c>, <c>stopped</c> or <c>rolled_back</c>.</summary>
    public required string State { get; init; }

    /// <summary>Why it was skipped.</summary>
    public string? Detail { get; init; }

    /// <summary>When it is, or was to be, moved.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public static PlanMoveItemResponse Of(PlanMoveItemRow item) => new()
    {
        TenantId = item.TenantId,
        Currency = item.Currency,
        OldTotal = item.OldTotal,
        NewTotal = item.NewTotal,
        NextInvoiceAt = item.NextInvoiceAt,
        State = item.State,
        Detail = item.Detail,
        DueAt = item.DueAt,
    };
}

using ClientForge.Billing.Services.Usage;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace ClientForge.Billing.Api.Usage;

/// <summary>One usage event. Its values are judged one by one, so that a bad event of many is named and the others are kept.</summary>
public record UsageEventRequest
{
    /// <summary>Text: a metric of the catalogue, such as <c>api_calls</c>.</summary>
    public LooseText Metric { get; init; }

    /// <summary>A whole number.</summary>
    public LooseWhole Quantity { get; init; }

    /// <summary>Text of 1 to 255 characters; the same key counts once, for ever.</summary>
    public LooseText IdempotencyKey { get; init; }

    /// <summary>RFC 3339 with an offset; now when left out.</summary>
    public LooseTime Timestamp { get; init; }

    /// <summary>An object of texts, numbers and booleans, at most 20, which filters and <c>unique</c> look at.</summary>
    public LooseProperties Properties { get; init; }
}

/// <summary>One event, or <c>events</c> with 1 to 1,000 of them.</summary>
[ValidateNever]
public sealed record UsageReportRequest : UsageEventRequest
{
    public IReadOnlyList<UsageEventRequest?>? Events { get; init; }
}

/// <summary>What became of the events; all that is accepted is durable.</summary>
public sealed record UsageReportResponse
{
    /// <summary>Counted now.</summary>
    public required int Accepted { get; init; }

    /// <summary>Counted before under the same key.</summary>
    public required int Duplicates { get; init; }

    public required IReadOnlyList<UsageRejection> Rejected { get; init; }

    /// <summary>The keys that were made for events without one, by their place.</summary>
    public required IReadOnlyList<MadeUsageKey> Keys { get; init; }
}

/// <summary>A metric's usage; amounts are minor units of <see cref="Currency"/>.</summary>
public sealed record UsageResponse
{
    public required string Metric { get; init; }

    public required string Unit { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required decimal Total { get; init; }

    public required long Included { get; init; }

    public required decimal Remaining { get; init; }

    public required decimal Overage { get; init; }

    public required long OverageAmount { get; init; }

    /// <summary>What the total will be at the end of the span if it goes on as it went so far.</summary>
    public required decimal ProjectedTotal { get; init; }

    /// <summary>What that will cost above what is included.</summary>
    public required long ProjectedAmount { get; init; }

    public required string Currency { get; init; }

    /// <summary>Events that came after their own period had been invoiced.</summary>
    public required long LateEvents { get; init; }

    public required IReadOnlyList<UsagePoint> Series { get; init; }

    /// <summary>What people added or took back, with their reasons; only when one metric is asked for.</summary>
    public required IReadOnlyList<UsageCorrection> Corrections { get; init; }

    public static UsageResponse Of(UsageSummary usage) => new()
    {
        Metric = usage.Metric,
        Unit = usage.Unit,
        From = usage.From,
        To = usage.To,
        Total = usage.Total,
        Included = usage.Included,
        Remaining = usage.Remaining,
        Overage = usage.Overage,
        OverageAmount = usage.OverageAmount,
        ProjectedTotal = usage.ProjectedTotal,
        ProjectedAmount = usage.ProjectedAmount,
        Currency = usage.Currency,
        LateEvents = usage.LateEvents,
        Series = usage.Series,
        Corrections = usage.Corrections,
    };
}

/// <summary>What the current period's usage above the included quantity costs so far.</summary>
public sealed record OverageResponse
{
    public required string Metric { get; init; }

    public required long Included { get; init; }

    public required decimal Used { get; init; }

    public required decimal Overage { get; init; }

    /// <summary>Minor units of <see cref="Currency"/>.</summary>
    public required long Amount { get; init; }

    public required string Currency { get; init; }
}

using System.Text.Json;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using FluentValidation;

namespace ClientForge.Billing.Api.Usage;

/// <summary>A metric to be added.</summary>
public sealed record MetricRequest
{
    /// <summary>snake_case, 50 characters at most; what events name.</summary>
    public string? Metric { get; init; }

    /// <summary>Names the lines of its usage on invoices.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Of one unit: <c>call</c>, <c>GB</c>.</summary>
    public string? Unit { get; init; }

    /// <summary><c>sum</c>, <c>max</c>, <c>last</c>, <c>unique</c> or <c>weighted_sum</c>.</summary>
    public string? Aggregation { get; init; }

    /// <summary>The event property whose different values <c>unique</c> counts.</summary>
    public string? Property { get; init; }

    /// <summary>With <see cref="Filter"/>: the metric of whose events it counts those that the filter takes, and counts them instead of it.</summary>
    public string? SourceMetric { get; init; }

    /// <summary>For each property the values that are taken.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Filter { get; init; }

    /// <summary><c>reject</c> (default), <c>current_period</c> or <c>restate</c>: what becomes of events whose period was invoiced.</summary>
    public string? LatePolicy { get; init; }

    /// <summary>Days after a period's end in which it can still be restated (60).</summary>
    public int? LockDays { get; init; }

    internal MetricRow ToRow(DateTimeOffset now) => new()
    {
        Metric = Metric!,
        DisplayName = DisplayName!,
        Unit = Unit!,
        Aggregation = Aggregation!,
        Property = Property,
        SourceMetric = SourceMetric,
        Filter = Filter is null ? null : Json.From(Filter),
        LatePolicy = LatePolicy ?? "reject",
        LockDays = LockDays ?? 60,
        EventName = $"clientforge_{Metric}",
        CreatedAt = now,
    };
}

internal sealed class MetricRequestValidator : AbstractValidator<MetricRequest>
{
    public MetricRequestValidator()
    {
        RuleFor(request => request.Metric).NotEmpty().Matches("^[a-z][a-z0-9_]{0,49}$");
        RuleFor(request => request.DisplayName).NotEmpty().MaximumLength(100);
        RuleFor(request => request.Unit).NotEmpty().MaximumLength(30);
        RuleFor(request => request.Aggregation).NotEmpty().Must(value => value is "sum" or "max" or "last" or "unique" or "weighted_sum")
            .WithMessage("sum, max, last, unique or weighted_sum.");
        RuleFor(request => request.Property).Must((request, property) => (request.Aggregation == "unique") == (property is not null))
            .WithMessage("unique has a property, and nothing else has.");
        RuleFor(request => request.Property).MaximumLength(50);
        RuleFor(request => request.Filter).Must((request, filter) => (request.SourceMetric is null) == (filter is null))
            .WithMessage("sourceMetric and filter go together.");
        RuleFor(request => request.Filter).Must(filter => filter is null || (filter.Count is > 0 and <= 5 && filter.All(part => part.Key.Length <= 50 && part.Value is { Count: > 0 and <= 50 })))
            .WithMessage("1 to 5 properties, each with 1 to 50 values.");
        RuleFor(request => request.LatePolicy).Must(LatePolicyRequest.IsPolicy).When(request => request.LatePolicy is not null)
            .WithMessage(LatePolicyRequest.Message);
        RuleFor(request => request.LockDays).InclusiveBetween(1, 400);
    }
}

/// <summary>What becomes of late events from now on.</summary>
public sealed record LatePolicyRequest
{
    internal const string Message = "reject, current_period or restate.";

    /// <summary><c>reject</c>, <c>current_period</c> or <c>restate</c>.</summary>
    public string? Policy { get; init; }

    /// <summary>60 when left out.</summary>
    public int? LockDays { get; init; }

    public string? Reason { get; init; }

    internal static bool IsPolicy(string? value) => value is "reject" or "current_period" or "restate";
}

internal sealed class LatePolicyRequestValidator : AbstractValidator<LatePolicyRequest>
{
    public LatePolicyRequestValidator()
    {
        RuleFor(request => request.Policy).Must(LatePolicyRequest.IsPolicy).WithMessage(LatePolicyRequest.Message);
        RuleFor(request => request.LockDays).InclusiveBetween(1, 400);
        RuleFor(request => request.Reason).NotEmpty().MaximumLength(500);
    }
}

/// <summary>A metric of the catalogue.</summary>
public sealed record MetricResponse
{
    public required string Metric { get; init; }

    public required string DisplayName { get; init; }

    public required string Unit { get; init; }

    public required string Aggregation { get; init; }

    public string? Property { get; init; }

    public string? SourceMetric { get; init; }

    public JsonElement? Filter { get; init; }

    public required string LatePolicy { get; init; }

    public required int LockDays { get; init; }

    public string? StripeMeterId { get; init; }

    public static MetricResponse Of(MetricRow row) => new()
    {
        Metric = row.Metric,
        DisplayName = row.DisplayName,
        Unit = row.Unit,
        Aggregation = row.Aggregation,
        Property = row.Property,
        SourceMetric = row.SourceMetric,
        Filter = row.Filter?.Read<JsonElement>(),
        LatePolicy = row.LatePolicy,
        LockDays = row.LockDays,
        StripeMeterId = row.StripeMeterId,
    };
}

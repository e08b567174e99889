using System.Globalization;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Services;
using ClientForge.Billing.Services.Plans;
using FluentValidation;

namespace ClientForge.Billing.Api.Plans;

/// <summary>A seat price; minor units.</summary>
public sealed record PriceRequest
{
    public string? Currency { get; init; }

    /// <summary><c>month</c> or <c>year</c>.</summary>
    public string? Interval { get; init; }

    public long? UnitAmount { get; init; }

    public bool? PerSeat { get; init; }
}

/// <summary>A metered price: <c>unitAmountDecimal</c> or <c>tiers</c>, above what is included.</summary>
public sealed record MeterRequest
{
    public string? Metric { get; init; }

    public string? Currency { get; init; }

    /// <summary><c>month</c> or <c>year</c>.</summary>
    public string? Interval { get; init; }

    public long? Included { get; init; }

    /// <summary>Minor units a unit, as a decimal string.</summary>
    public string? UnitAmountDecimal { get; init; }

    public IReadOnlyList<TierRequest>? Tiers { get; init; }

    /// <summary>
    /// <c>per_unit</c>, <c>graduated</c>, <c>volume</c> or <c>package</c>; graduated with tiers and per unit without when left out.
    /// Volume and package include nothing for free, because Stripe prices them by all units.
    /// </summary>
    public string? Pricing { get; init; }

    /// <summary>Units of a package, whose price <c>unitAmountDecimal</c> then is.</summary>
    public long? PackageSize { get; init; }

    /// <summary><c>soft</c> (default): use goes on above what is included and is charged; <c>hard</c>: the entitlement is denied.</summary>
    public string? LimitBehavior { get; init; }
}

/// <summary>A band of usage above what is included.</summary>
public sealed record TierRequest
{
    /// <summary>Last unit of the band; null in the last one.</summary>
    public long? UpTo { get; init; }

    /// <summary>Minor units a unit, as a decimal string.</summary>
    public string? UnitAmountDecimal { get; init; }

    /// <summary>Minor units, once.</summary>
    public long? FlatAmount { get; init; }
}

/// <summary>A plan; in a change, what is absent stays, and a price or meter replaces the one of its currency and interval.</summary>
public sealed record PlanRequest
{
    /// <summary>Required for a new plan, and not to be changed.</summary>
    public string? Code { get; init; }

    public string? Name { get; init; }

    /// <summary>Required for a new plan, and not to be changed: <c>basic</c>, <c>professional</c> or <c>enterprise</c>.</summary>
    public string? Tier { get; init; }

    /// <summary>Required for a new plan, and not to be changed: the default currency.</summary>
    public string? Currency { get; init; }

    public IReadOnlyList<string>? Features { get; init; }

    public PlanLimits? Limits { get; init; }

    public int? TrialDays { get; init; }

    public bool? AccessWhenPaused { get; init; }

    public IReadOnlyList<PriceRequest>? Prices { get; init; }

    public IReadOnlyList<MeterRequest>? Meters { get; init; }

    internal PlanDraft ToDraft() => new()
    {
        Code = Code,
        Name = Name,
        Tier = Tier,
        Currency = Currency,
        Features = Features,
        Limits = Limits,
        TrialDays = TrialDays,
        AccessWhenPaused = AccessWhenPaused,
        Prices = [.. (Prices ?? []).Select(price => new PriceDraft(price.Currency!, price.Interval!, price.UnitAmount!.Value, price.PerSeat ?? true))],
        Meters = [.. (Meters ?? []).Select(meter => new MeterDraft(
            meter.Metric!,
            meter.Currency!,
            meter.Interval!,
            meter.Included!.Value,
            meter.UnitAmountDecimal is { } amount ? decimal.Parse(amount, CultureInfo.InvariantCulture) : null,
            meter.Tiers?.Select(tier => new MeterTier { UpTo = tier.UpTo, UnitAmountDecimal = tier.UnitAmountDecimal!, FlatAmount = tier.FlatAmount }).ToArray())
        {
            Pricing = meter.Pricing,
            PackageSize = meter.PackageSize,
            LimitBehavior = meter.LimitBehavior ?? "soft",
        })],
    };
}

internal sealed class PlanRequestValidator : AbstractValidator<PlanRequest>
{
    public PlanRequestValidator()
    {
        RuleFor(request => request.Code).Matches("^[a-z][a-z0-9_-]{0,49}$");
        RuleFor(request => request.Name).Length(1, 100);
        RuleFor(request => request.Tier).Must(tier => tier is null or "basic" or "professional" or "enterprise").WithMessage("Must be basic, professional or enterprise.");
        RuleFor(request => request.Currency).Must(PlanRules.IsCurrency).When(request => request.Currency is not null).WithMessage(PlanRules.CurrencyMessage);
        RuleFor(request => request.TrialDays).InclusiveBetween(0, 730);
        RuleForEach(request => request.Features).NotEmpty().MaximumLength(100);
        RuleForEach(request => request.Prices).SetValidator(new PriceRequestValidator());
        RuleForEach(request => request.Meters).SetValidator(new MeterRequestValidator());
    }
}

internal sealed class PriceRequestValidator : AbstractValidator<PriceRequest>
{
    public PriceRequestValidator()
    {
        RuleFor(price => price.Currency).Must(PlanRules.IsCurrency).WithMessage(PlanRules.CurrencyMessage);
        RuleFor(price => price.Interval).Must(PlanRules.IsInterval).WithMessage(PlanRules.IntervalMessage);
        RuleFor(price => price.UnitAmount).NotNull().InclusiveBetween(0, PlanRules.MaxAmount);
    }
}

internal sealed class MeterRequestValidator : AbstractValidator<MeterRequest>
{
    public MeterRequestValidator()
    {
        RuleFor(meter => meter.Metric).NotEmpty().MaximumLength(50);
        RuleFor(meter => meter.Currency).Must(PlanRules.IsCurrency).WithMessage(PlanRules.CurrencyMessage);
        RuleFor(meter => meter.Interval).Must(PlanRules.IsInterval).WithMessage(PlanRules.IntervalMessage);
        RuleFor(meter => meter.Included).NotNull().GreaterThanOrEqualTo(0);
        RuleFor(meter => meter.UnitAmountDecimal).Must(PlanRules.IsUnitAmount).When(meter => meter.UnitAmountDecimal is not null).WithMessage(PlanRules.UnitAmountMessage);
        RuleFor(meter => meter).Must(meter => meter.UnitAmountDecimal is null != meter.Tiers is null)
            .WithMessage("Give either unitAmountDecimal or tiers.").OverridePropertyName("unitAmountDecimal");
        RuleFor(meter => meter.Pricing).Must(pricing => pricing is null or "per_unit" or "graduated" or "volume" or "package")
            .WithMessage("per_unit, graduated, volume or package.");
        RuleFor(meter => meter.Pricing).Must((meter, pricing) => pricing is null || (pricing is "graduated" or "volume") == (meter.Tiers is not null))
            .WithMessage("graduated and volume have tiers, per_unit and package have unitAmountDecimal.");
        RuleFor(meter => meter.PackageSize).Must((meter, size) => (meter.Pricing == "package") == (size is not null)).WithMessage("A package has a size, and nothing else has.");
        RuleFor(meter => meter.PackageSize).GreaterThan(0);
        RuleFor(meter => meter.Included).Equal(0).When(meter => meter.Pricing is "volume" or "package")
            .WithMessage("Stripe prices a volume or a package by all units: nothing can be included.");
        RuleFor(meter => meter.LimitBehavior).Must(behavior => behavior is null or "soft" or "hard").WithMessage("soft or hard.");
        RuleFor(meter => meter.Tiers).Must(tiers => PlanRules.AreOrdered(tiers!)).When(meter => meter.Tiers is not null)
            .WithMessage("Tiers rise by upTo, and the last one has none.");
        RuleForEach(meter => meter.Tiers).ChildRules(tier =>
        {
            tier.RuleFor(band => band.UnitAmountDecimal).Must(PlanRules.IsUnitAmount).WithMessage(PlanRules.UnitAmountMessage);
            tier.RuleFor(band => band.FlatAmount).InclusiveBetween(0, PlanRules.MaxAmount);
        });
    }
}

internal static class PlanRules
{
    public const long MaxAmount = 99_999_999;
    public const string CurrencyMessage = "Must be the lower-case code of a currency that Stripe charges in.";
    public const string IntervalMessage = "Must be month or year.";
    public const string UnitAmountMessage = "Must be a decimal string of at most 12 decimals, not negative.";

    private const int MaxDecimals = 12;

    public static bool IsCurrency(string? code) => Currency.TryGet(code, out var currency) && currency.Code == code;

    public static bool IsInterval(string? interval) => interval is "month" or "year";

    public static bool IsUnitAmount(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount <= MaxAmount && amount.Scale <= MaxDecimals;

    public static bool AreOrdered(IReadOnlyList<TierRequest> tiers) =>
        tiers.Count > 0
        && tiers[^1].UpTo is null
        && tiers.SkipLast(1).All(tier => tier.UpTo > 0)
        && tiers.SkipLast(1).Zip(tiers.SkipLast(1).Skip(1)).All(pair => pair.First.UpTo < pair.Second.UpTo);
}

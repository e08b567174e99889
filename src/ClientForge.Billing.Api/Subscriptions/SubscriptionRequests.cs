using ClientForge.Billing.Services;
using ClientForge.Billing.Services.Subscriptions;
using FluentValidation;

namespace ClientForge.Billing.Api.Subscriptions;

/// <summary>A new subscription.</summary>
public sealed record SubscribeRequest
{
    public Guid? PlanId { get; init; }

    /// <summary><c>month</c> (default) or <c>year</c>.</summary>
    public string? Interval { get; init; }

    /// <summary>The account's, or else the plan's default.</summary>
    public string? Currency { get; init; }

    /// <summary>Seats; 1 by default.</summary>
    public long? Quantity { get; init; }

    /// <summary>Of a payment method here, or Stripe's id of a new one; the default one otherwise.</summary>
    public string? PaymentMethodId { get; init; }

    /// <summary>Instead of the plan's; 0 is none.</summary>
    public int? TrialDays { get; init; }

    /// <summary>A coupon's code, or a promotion code made in Stripe.</summary>
    public string? CouponCode { get; init; }

    public string? Email { get; init; }

    public string? Name { get; init; }

    internal SubscribeOrder ToOrder() => new()
    {
        PlanId = PlanId!.Value,
        Interval = Interval ?? "month",
        Currency = Currency,
        Quantity = Quantity ?? 1,
        PaymentMethodId = PaymentMethodId,
        TrialDays = TrialDays,
        CouponCode = CouponCode,
        Email = Email,
        Name = Name,
    };
}

/// <summary>A change; what is absent stays.</summary>
public sealed record ChangeSubscriptionRequest
{
    public Guid? PlanId { get; init; }

    /// <summary><c>month</c> or <c>year</c>.</summary>
    public string? Interval { get; init; }

    public long? Quantity { get; init; }

    /// <summary><c>create_prorations</c> (default): with the next invoice; <c>always_invoice</c>: now; <c>none</c>.</summary>
    public string? ProrationBehavior { get; init; }

    /// <summary><c>now</c> (default) or <c>period_end</c>.</summary>
    public string? Effective { get; init; }

    public string? CouponCode { get; init; }

    /// <summary>A time that is not in the future ends the trial now.</summary>
    public DateTimeOffset? TrialEnd { get; init; }

    /// <summary>
    /// <c>now</c>: the billing period begins now; what is left of the present one is credited and a whole one charged at once,
    /// whatever <c>prorationBehavior</c> would otherwise be. <c>unchanged</c> (default).
    /// </summary>
    public string? BillingAnchor { get; init; }

    /// <summary>Of a preview, for <c>PUT</c>: the change is made at the price it showed, or refused with 409 <c>price_moved</c>.</summary>
    public Guid? PreviewToken { get; init; }

    internal bool NamesAChange => PlanId is not null || Interval is not null || Quantity is not null || CouponCode is not null || TrialEnd is not null || BillingAnchor == "now";

    internal SubscriptionChange ToChange() => new()
    {
        PlanId = PlanId,
        Interval = Interval,
        Quantity = Quantity,
        ProrationBehavior = ProrationBehavior ?? (BillingAnchor == "now" ? "always_invoice" : "create_prorations"),
        ResetsAnchor = BillingAnchor == "now",
        AtPeriodEnd = Effective == "period_end",
        CouponCode = CouponCode,
        TrialEnd = TrialEnd,
    };
}

/// <summary>Seats: more or fewer by <c>delta</c>, or as many as <c>quantity</c>.</summary>
public sealed record SeatsRequest
{
    public long? Delta { get; init; }

    public long? Quantity { get; init; }
}

/// <summary>A coupon's code, or a promotion code made in Stripe.</summary>
public sealed record CouponCodeRequest
{
    public string? Code { get; init; }
}

/// <summary>A pause.</summary>
public sealed record PauseRequest
{
    /// <summary>When it ends by itself; otherwise it lasts until it is ended.</summary>
    public DateTimeOffset? ResumesAt { get; init; }
}

internal static class SubscriptionRequestRules
{
    public const int MaxTrialDays = 730;
    public const string IntervalMessage = "Must be month or year.";

    public static bool IsInterval(string? interval) => interval is null or "month" or "year";

    public static bool IsCurrency(string? code) => code is null || (Currency.TryGet(code, out var currency) && currency.Code == code);
}

internal sealed class SubscribeRequestValidator : AbstractValidator<SubscribeRequest>
{
    public SubscribeRequestValidator()
    {
        RuleFor(request => request.PlanId).NotEmpty();
        RuleFor(request => request.Interval).Must(SubscriptionRequestRules.IsInterval).WithMessage(SubscriptionRequestRules.IntervalMessage);
        RuleFor(request => request.Currency).Must(SubscriptionRequestRules.IsCurrency).WithMessage("Must be the lower-case code of a currency that Stripe charges in.");
        RuleFor(request => request.Quantity).InclusiveBetween(1, SubscriptionRules.MaxSeats);
        RuleFor(request => request.PaymentMethodId).Length(1, 120);
        RuleFor(request => request.TrialDays).InclusiveBetween(0, SubscriptionRequestRules.MaxTrialDays);
        RuleFor(request => request.CouponCode).Length(1, 100);
        RuleFor(request => request.Email).EmailAddress().MaximumLength(320);
        RuleFor(request => request.Name).Length(1, 200);
    }
}

internal sealed class ChangeSubscriptionRequestValidator : AbstractValidator<ChangeSubscriptionRequest>
{
    public ChangeSubscriptionRequestValidator(TimeProvider time)
    {
        RuleFor(request => request.PlanId).NotEqual(Guid.Empty);
        RuleFor(request => request.Interval).Must(SubscriptionRequestRules.IsInterval).WithMessage(SubscriptionRequestRules.IntervalMessage);
        RuleFor(request => request.Quantity).InclusiveBetween(1, SubscriptionRules.MaxSeats);
        RuleFor(request => request.ProrationBehavior).Must(behavior => behavior is null or "create_prorations" or "always_invoice" or "none")
            .WithMessage("Must be create_prorations, always_invoice or none.");
        RuleFor(request => request.Effective).Must(effective => effective is null or "now" or "period_end").WithMessage("Must be now or period_end.");
        RuleFor(request => request.CouponCode).Length(1, 100);
        RuleFor(request => request.TrialEnd).Must(end => end <= time.GetUtcNow().AddDays(SubscriptionRequestRules.MaxTrialDays))
            .When(request => request.TrialEnd is not null).WithMessage("Must lie within two years.");
        RuleFor(request => request.BillingAnchor).Must(anchor => anchor is null or "now" or "unchanged").WithMessage("Must be now or unchanged.");
        RuleFor(request => request.BillingAnchor).NotEqual("now")
            .When(request => request.Effective == "period_end" || request.TrialEnd is not null || request.ProrationBehavior is "create_prorations" or "none")
            .WithMessage("A period that begins now is invoiced now: neither with effective=period_end or trialEnd, nor with another prorationBehavior than always_invoice.");
        RuleFor(request => request).Must(request => request.Effective != "period_end" || (request.CouponCode is null && request.TrialEnd is null))
            .WithMessage("Only plan, interval and seats can change at the period's end.").OverridePropertyName("effective");
        RuleFor(request => request)
            .Must(request => request.NamesAChange || request.PreviewToken is not null)
            .WithMessage("Name at least one of planId, interval, quantity, couponCode, trialEnd and billingAnchor.").OverridePropertyName("body");
    }
}

internal sealed class SeatsRequestValidator : AbstractValidator<SeatsRequest>
{
    public SeatsRequestValidator()
    {
        RuleFor(request => request).Must(request => request.Delta is null != request.Quantity is null)
            .WithMessage("Give either delta or quantity.").OverridePropertyName("delta");
        RuleFor(request => request.Delta).InclusiveBetween(-SubscriptionRules.MaxSeats, SubscriptionRules.MaxSeats).NotEqual(0);
        RuleFor(request => request.Quantity).InclusiveBetween(1, SubscriptionRules.MaxSeats);
    }
}

internal sealed class CouponCodeRequestValidator : AbstractValidator<CouponCodeRequest>
{
    public CouponCodeRequestValidator() => RuleFor(request => request.Code).NotEmpty().MaximumLength(100);
}

internal sealed class PauseRequestValidator : AbstractValidator<PauseRequest>
{
    public PauseRequestValidator(TimeProvider time) => RuleFor(request => request.ResumesAt).Must(at => at > time.GetUtcNow())
        .When(request => request.ResumesAt is not null).WithMessage("Must lie ahead.");
}

using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Lists;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Services.Plans;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Plans;

/// <summary>A new coupon: <c>percentOff</c>, or <c>amountOff</c> with its currency.</summary>
public sealed record CouponRequest
{
    /// <summary>What people type, in any case.</summary>
    public string? Code { get; init; }

    /// <summary>On invoices.</summary>
    public string? Name { get; init; }

    public decimal? PercentOff { get; init; }

    /// <summary>Minor units.</summary>
    public long? AmountOff { get; init; }

    public string? Currency { get; init; }

    /// <summary><c>once</c>, <c>repeating</c> or <c>forever</c>.</summary>
    public string? Duration { get; init; }

    /// <summary>For <c>repeating</c>.</summary>
    public int? DurationInMonths { get; init; }

    public int? MaxRedemptions { get; init; }

    public DateTimeOffset? RedeemBy { get; init; }

    internal CouponRow ToRow() => new()
    {
        Id = default,
        Code = Code!,
        Name = Name,
        PercentOff = PercentOff,
        AmountOff = AmountOff,
        Currency = Currency,
        Duration = Duration!,
        DurationInMonths = DurationInMonths,
        MaxRedemptions = MaxRedemptions,
        RedeemBy = RedeemBy,
        Active = true,
        CreatedAt = default,
    };
}

internal sealed class CouponRequestValidator : AbstractValidator<CouponRequest>
{
    public CouponRequestValidator(TimeProvider time)
    {
        RuleFor(coupon => coupon.Code).NotEmpty().Matches("^[A-Za-z0-9_-]{1,50}$");
        RuleFor(coupon => coupon.Name).MaximumLength(40);
        RuleFor(coupon => coupon.PercentOff).GreaterThan(0).LessThanOrEqualTo(100).PrecisionScale(5, 2, ignoreTrailingZeros: true);
        RuleFor(coupon => coupon.AmountOff).InclusiveBetween(1, PlanRules.MaxAmount);
        RuleFor(coupon => coupon).Must(coupon => coupon.PercentOff is null != coupon.AmountOff is null)
            .WithMessage("Give either percentOff or amountOff.").OverridePropertyName("percentOff");
        RuleFor(coupon => coupon.Currency).Must(PlanRules.IsCurrency).When(coupon => coupon.AmountOff is not null).WithMessage(PlanRules.CurrencyMessage);
        RuleFor(coupon => coupon.Currency).Null().When(coupon => coupon.AmountOff is null);
        RuleFor(coupon => coupon.Duration).Must(duration => duration is "once" or "repeating" or "forever").WithMessage("Must be once, repeating or forever.");
        RuleFor(coupon => coupon.DurationInMonths).NotNull().InclusiveBetween(1, 120).When(coupon => coupon.Duration == "repeating");
        RuleFor(coupon => coupon.DurationInMonths).Null().When(coupon => coupon.Duration != "repeating");
        RuleFor(coupon => coupon.MaxRedemptions).GreaterThan(0);
        RuleFor(coupon => coupon.RedeemBy).Must(at => at > time.GetUtcNow()).When(coupon => coupon.RedeemBy is not null).WithMessage("Must lie ahead.");
    }
}

/// <summary>A coupon; amounts are minor units.</summary>
public sealed record CouponResponse
{
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    public string? Name { get; init; }

    public decimal? PercentOff { get; init; }

    public long? AmountOff { get; init; }

    public string? Currency { get; init; }

    public required string Duration { get; init; }

    public int? DurationInMonths { get; init; }

    public int? MaxRedemptions { get; init; }

    public DateTimeOffset? RedeemBy { get; init; }

    public required bool Active { get; init; }

    public string? StripeCouponId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public static CouponResponse Of(CouponRow coupon) => new()
    {
        Id = coupon.Id,
        Code = coupon.Code,
        Name = coupon.Name,
        PercentOff = coupon.PercentOff,
        AmountOff = coupon.AmountOff,
        Currency = coupon.Currency,
        Duration = coupon.Duration,
        DurationInMonths = coupon.DurationInMonths,
        MaxRedemptions = coupon.MaxRedemptions,
        RedeemBy = coupon.RedeemBy,
        Active = coupon.Active,
        StripeCouponId = coupon.StripeCouponId,
        CreatedAt = coupon.CreatedAt,
    };
}

/// <summary>Coupons, mirrored to Stripe's.</summary>
[ApiController]
[Authorize(Policies.Ops)]
[Route("api/v1/ops/coupons")]
public sealed class OpsCouponsController(CouponService coupons, CurrentRequest current) : ControllerBase
{
    /// <summary>Every coupon, archived ones too.</summary>
    [HttpGet]
    [ProducesResponseType<ListAnswer<CouponResponse>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<ListAnswer<CouponResponse>>> ListAsync(CancellationToken cancellationToken) =>
        new ListAnswer<CouponResponse>([.. (await coupons.ListAsync(cancellationToken)).Select(CouponResponse.Of)]);

    /// <summary>Adds a coupon.</summary>
    /// <response code="409"><c>coupon_code_taken</c></response>
    /// <response code="422"><c>validation_failed</c></response>
    [HttpPost]
    [ProducesResponseType<CouponResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<ActionResult<CouponResponse>> CreateAsync(CouponRequest request, CancellationToken cancellationToken) =>
        StatusCode(StatusCodes.Status201Created, CouponResponse.Of(await coupons.CreateAsync(request.ToRow(), current.Actor, cancellationToken)));

    /// <summary>Ends a coupon: nobody can redeem it any more, who has it keeps it.</summary>
    /// <response code="404"><c>coupon_not_found</c></response>
    /// <response code="409"><c>coupon_archived</c></response>
    [HttpPost("{id:guid}/archive")]
    [ProducesResponseType<CouponResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<CouponResponse>> ArchiveAsync(Guid id, ReasonBody body, CancellationToken cancellationToken) =>
        CouponResponse.Of(await coupons.ArchiveAsync(id, body.Reason!, current.Actor, cancellationToken));
}

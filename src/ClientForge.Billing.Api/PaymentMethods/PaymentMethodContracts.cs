using ClientForge.Billing.Services.PaymentMethods;
using FluentValidation;

namespace ClientForge.Billing.Api.PaymentMethods;

/// <summary>A payment method.</summary>
public sealed record PaymentMethodResponse
{
    public required Guid Id { get; init; }

    /// <summary>Stripe's word: <c>card</c>, <c>sepa_debit</c>, <c>us_bank_account</c>, …</summary>
    public required string Type { get; init; }

    /// <summary>Of a card its network, of an account its bank.</summary>
    public string? Brand { get; init; }

    public string? Last4 { get; init; }

    public int? ExpMonth { get; init; }

    public int? ExpYear { get; init; }

    public required bool IsDefault { get; init; }

    /// <summary>Charged when the default one fails for good; the payer has consented.</summary>
    public bool IsBackup { get; init; }

    /// <summary><c>active</c> or <c>expired</c>.</summary>
    public required string Status { get; init; }

    public required string StripePaymentMethodId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public static PaymentMethodResponse Of(PaymentMethodView view) => Of(view, backupId: null);

    public static PaymentMethodResponse Of(PaymentMethodView view, Guid? backupId) => new()
    {
        Id = view.Row.Id,
        Type = view.Row.Type,
        Brand = view.Details.Brand,
        Last4 = view.Details.Last4,
        ExpMonth = view.Details.ExpMonth,
        ExpYear = view.Details.ExpYear,
        IsDefault = view.Row.IsDefault,
        IsBackup = view.Row.Id == backupId && !view.Row.IsDefault,
        Status = view.Row.Status,
        StripePaymentMethodId = view.Row.StripePaymentMethodId,
        CreatedAt = view.Row.CreatedAt,
    };
}

/// <summary>What a front end needs to collect a payment method with Stripe.js.</summary>
public sealed record SetupIntentResponse(string ClientSecret, string SetupIntentId);

/// <summary>What the bank says.</summary>
/// <param name="Status"><c>succeeded</c>, <c>requires_action</c> or <c>failed</c>.</param>
/// <param name="ClientSecret">For <c>requires_action</c>.</param>
/// <param name="DeclineCode">For <c>failed</c>.</param>
public sealed record VerificationResponse(string Status, string? ClientSecret, string? DeclineCode);

/// <summary>A payment method of Stripe's to attach.</summary>
public sealed record AddPaymentMethodRequest
{
    /// <summary>Stripe's id.</summary>
    public string? PaymentMethodId { get; init; }

    public bool? SetDefault { get; init; }
}

internal sealed class AddPaymentMethodRequestValidator : AbstractValidator<AddPaymentMethodRequest>
{
    public AddPaymentMethodRequestValidator() => RuleFor(request => request.PaymentMethodId).NotEmpty().Matches("^pm_[A-Za-z0-9_]{1,100}$");
}

using System.Globalization;

namespace ClientForge.Billing.StripeSandbox.Wire;

/// <summary>A refusal as Stripe words it: HTTP status plus the members of the <c>error</c> object.</summary>
internal sealed class StripeError(int status, string message) : Exception(message)
{
    /// <summary>HTTP status of the answer.</summary>
    public int Status { get; } = status;

    /// <summary><c>invalid_request_error</c>, <c>card_error</c>, <c>idempotency_error</c> or <c>api_error</c>.</summary>
    public string Type { get; init; } = "invalid_request_error";

    public string? Code { get; init; }

    public string? Param { get; init; }

    public string? DeclineCode { get; init; }

    public string? AdviceCode { get; init; }

    public string? NetworkDeclineCode { get; init; }

    public string? Charge { get; init; }

    public object? PaymentIntent { get; init; }

    public object? PaymentMethod { get; init; }

    public string? PaymentMethodType { get; init; }

    public object? SetupIntent { get; init; }

    /// <summary>What the request wrote before it failed stays (a declined charge is on record); otherwise it is rolled back.</summary>
    public bool KeepsEffects { get; init; }

    /// <summary>
    /// What happened outside of the account all the same, although everything else is rolled back: a bank's decline of a payment whose subscription
    /// or change is not kept. Written and announced in a unit of work of its own.
    /// </summary>
    public Action<Store.UnitOfWork>? Leaves { get; init; }

    /// <summary>The refusal came from reading the parameters, before the endpoint began: it is not stored under an idempotency key.</summary>
    public bool IsValidation { get; init; }

    /// <summary>Value of the header <c>Stripe-Rate-Limited-Reason</c>.</summary>
    public string? RateLimitedReason { get; init; }

    /// <summary>Value of the header <c>Stripe-Should-Retry</c>.</summary>
    public bool? ShouldRetry { get; init; }

    /// <summary>The <c>{"error": …}</c> body.</summary>
    public ErrorBody ToBody(string requestId, long now) => new(new ErrorObject
    {
        AdviceCode = AdviceCode,
        Charge = Charge,
        Code = Code,
        DeclineCode = DeclineCode,
        DocUrl = Code is null ? null : "https://stripe.com/docs/error-codes/" + Code.Replace('_', '-'),
        Message = Message,
        NetworkDeclineCode = NetworkDeclineCode,
        Param = Param,
        PaymentIntent = PaymentIntent,
        PaymentMethod = PaymentMethod,
        PaymentMethodType = PaymentMethodType,
        RequestLogUrl = string.Create(CultureInfo.InvariantCulture, $"https://dashboard.stripe.com/test/logs/{requestId}?t={now}"),
        SetupIntent = SetupIntent,
        Type = Type,
    });
}

internal sealed record ErrorBody(ErrorObject Error);

/// <summary>Members are present only when applicable.</summary>
internal sealed record ErrorObject
{
    [AbsentWhenNull] public string? AdviceCode { get; init; }

    [AbsentWhenNull] public string? Charge { get; init; }

    [AbsentWhenNull] public string? Code { get; init; }

    [AbsentWhenNull] public string? DeclineCode { get; init; }

    [AbsentWhenNull] public string? DocUrl { get; init; }

    public required string Message { get; init; }

    [AbsentWhenNull] public string? NetworkDeclineCode { get; init; }

    [AbsentWhenNull] public string? Param { get; init; }

    [AbsentWhenNull] public object? PaymentIntent { get; init; }

    [AbsentWhenNull] public object? PaymentMethod { get; init; }

    [AbsentWhenNull] public string? PaymentMethodType { get; init; }

    [AbsentWhenNull] public string? RequestLogUrl { get; init; }

    [AbsentWhenNull] public object? SetupIntent { get; init; }

    public required string Type { get; init; }
}

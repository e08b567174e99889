namespace ClientForge.Billing.Services.Errors;

/// <summary>What kind of failure it is; each maps to one HTTP status.</summary>
public enum BillingErrorKind
{
    /// <summary>400: cannot be understood.</summary>
    Malformed,

    /// <summary>402: the bank or card said no.</summary>
    CardDeclined,

    /// <summary>403: known, and not allowed.</summary>
    Forbidden,

    /// <summary>404: the object that the path names is not there, or belongs to another tenant.</summary>
    NotFound,

    /// <summary>409: the state does not allow it now.</summary>
    Conflict,

    /// <summary>422: a value in the body cannot be right.</summary>
    Invalid,

    /// <summary>429: too much, try later.</summary>
    TooMany,

    /// <summary>502: Stripe or the tax provider failed.</summary>
    Upstream,

    /// <summary>503: not now.</summary>
    Unavailable,
}

/// <summary>An expected failure with a stable code; the API turns it into problem+json in one place.</summary>
public sealed class BillingException : Exception
{
    private BillingException(BillingErrorKind kind, string code, string detail)
        : base(detail)
    {
        Kind = kind;
        Code = code;
    }

    public BillingErrorKind Kind { get; }

    /// <summary>Stable, snake_case.</summary>
    public string Code { get; }

    /// <summary>For card errors, Stripe's decline code, as far as the payer may see it.</summary>
    public string? DeclineCode { get; private init; }

    /// <summary>For invalid values, the messages by field (camelCase path).</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; private init; }

    /// <summary>For <see cref="BillingErrorKind.TooMany"/> and <see cref="BillingErrorKind.Unavailable"/>.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Further members of the problem, such as <c>preview</c> with <c>price_moved</c>.</summary>
    public IReadOnlyDictionary<string, object?> Extensions { get; private init; } = new Dictionary<string, object?>();

    public static BillingException Malformed(string code, string detail) => new(BillingErrorKind.Malformed, code, detail);

    public static BillingException Forbidden(string code, string detail) => new(BillingErrorKind.Forbidden, code, detail);

    public static BillingException NotFound(string code, string detail) => new(BillingErrorKind.NotFound, code, detail);

    public static BillingException Conflict(string code, string detail, IReadOnlyDictionary<string, object?>? extensions = null) =>
        new(BillingErrorKind.Conflict, code, detail) { Extensions = extensions ?? new Dictionary<string, object?>() };

    public static BillingException Invalid(string code, string field, string message) =>
        new(BillingErrorKind.Invalid, code, message) { Errors = new Dictionary<string, string[]> { [field] = [message] } };

    public static BillingException Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        new(BillingErrorKind.Invalid, "validation_failed", "One or more values are not valid.") { Errors = errors };

    public static BillingException CardDeclined(string code, string? declineCode, string detail) =>
        new(BillingErrorKind.CardDeclined, code, detail) { DeclineCode = declineCode };

    public static BillingException TooMany(string code, string detail, TimeSpan retryAfter) =>
        new(BillingErrorKind.TooMany, code, detail) { RetryAfter = retryAfter };

    public static BillingException Upstream(string code, string detail) => new(BillingErrorKind.Upstream, code, detail);

    public static BillingException Unavailable(string code, string detail, TimeSpan retryAfter) =>
        new(BillingErrorKind.Unavailable, code, detail) { RetryAfter = retryAfter };
}

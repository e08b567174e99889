namespace ClientForge.Billing.StripeSandbox.Wire;

/// <summary>A parameter that can be absent, unset (sent empty) or set.</summary>
/// <param name="IsGiven">The parameter was sent, perhaps empty.</param>
/// <param name="Value">Its value; null when it was sent empty.</param>
internal readonly record struct Given<T>(bool IsGiven, T? Value)
{
    /// <summary>The value sent, or <paramref name="current"/> when nothing was sent.</summary>
    public T? Or(T? current) => IsGiven ? Value : current;

    /// <summary>The parameter was sent with a value.</summary>
    public bool IsSet => IsGiven && Value is not null;

    /// <summary>The parameter was sent empty, to clear the field.</summary>
    public bool IsCleared => IsGiven && Value is null;
}

/// <summary>A range filter (<c>created[gte]=…</c> or <c>created=…</c>) in unix seconds.</summary>
internal sealed record TimeRange(long? Gt, long? Gte, long? Lt, long? Lte)
{
    public bool Holds(long? time) =>
        time is { } at && (Gt is null || at > Gt) && (Gte is null || at >= Gte) && (Lt is null || at < Lt) && (Lte is null || at <= Lte);
}

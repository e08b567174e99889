using System.Numerics;

// The folder is called Money; a namespace of that name would hide the type Money from every other feature.
namespace ClientForge.Billing.Services;

/// <summary>
/// An amount in a currency's minor units (1999 + usd is $19.99; 500 + jpy is five hundred yen). Arithmetic is checked:
/// it throws <see cref="OverflowException"/> instead of wrapping, and <see cref="InvalidOperationException"/> when the
/// currencies differ. Nothing converts to or from a number by itself.
/// </summary>
/// <param name="Amount">Minor units; negative for what is owed back.</param>
/// <param name="Currency">The currency the minor units belong to.</param>
public sealed record Money(long Amount, Currency Currency) : IComparable<Money>
{
    public bool IsZero => Amount == 0;

    public static Money operator +(Money left, Money right) =>
        left with { Amount = checked(left.Amount + right.In(left.Currency)) };

    public static Money operator -(Money left, Money right) =>
        left with { Amount = checked(left.Amount - right.In(left.Currency)) };

    public static Money operator -(Money value) => value with { Amount = checked(-value.Amount) };

    public static Money operator *(Money value, long factor) => value with { Amount = checked(value.Amount * factor) };

    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>An amount with the currency's code as Stripe or the database gives it.</summary>
    /// <exception cref="ArgumentException">No such currency.</exception>
    public static Money Of(long amount, string currency) => new(amount, Currency.Get(currency));

    /// <summary>The sum of amounts of one currency; zero of it when there are none.</summary>
    public static Money Sum(IEnumerable<Money> amounts, Currency currency) =>
        amounts.Aggregate(Zero(currency), (sum, amount) => sum + amount);

    /// <summary>Major units ("19.99") into minor ones; what lies below a minor unit is rounded half away from zero.</summary>
    /// <exception cref="OverflowException">More than a 64-bit count of minor units.</exception>
    public static Money FromMajor(decimal major, Currency currency) =>
        new(RoundToLong(major * currency.UnitsPerMajor), currency);

    /// <summary>The amount in major units, exactly, for interfaces that want "19.99".</summary>
    public decimal ToMajor() => decimal.Divide(Amount, Currency.UnitsPerMajor);

    /// <summary>The amount times an exact factor (a rate, a share), rounded half away from zero to a minor unit.</summary>
    /// <exception cref="OverflowException">The product does not fit.</exception>
    public Money MultiplyRounded(decimal factor) => this with { Amount = RoundToLong(Amount * factor) };

    /// <summary>
    /// Splits the amount in proportion to the weights without losing or inventing a minor unit: each part is rounded
    /// towards zero and the units left over go, one each, to the parts with the largest remainders, earliest first.
    /// </summary>
    /// <exception cref="ArgumentException">No weight, a negative one, or only zeros.</exception>
    public IReadOnlyList<Money> Allocate(IReadOnlyList<long> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var total = weights.Aggregate(BigInteger.Zero, (sum, weight) => sum + weight);
        if (total.IsZero || weights.Any(weight => weight < 0))
            throw new ArgumentException("Weights must not be negative and must not all be zero.", nameof(weights));

        var parts = new long[weights.Count];
        var remainders = new BigInteger[weights.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = (long)BigInteger.DivRem((BigInteger)Amount * weights[i], total, out var remainder);
            remainders[i] = BigInteger.Abs(remainder);
        }

        var left = Amount - parts.Sum();
        var byRemainder = Enumerable.Range(0, parts.Length).OrderByDescending(i => remainders[i]).ThenBy(i => i);
        foreach (var i in byRemainder.Take((int)Math.Abs(left)))
            parts[i] += Math.Sign(left);
        return [.. parts.Select(part => this with { Amount = part })];
    }

    public int CompareTo(Money? other) => other is null ? 1 : Amount.CompareTo(other.In(Currency));

    /// <summary>For people, as <see cref="Currency.Format"/> writes it.</summary>
    public override string ToString() => Currency.Format(Amount);

    private static long RoundToLong(decimal value) => decimal.ToInt64(Math.Round(value, MidpointRounding.AwayFromZero));

    private long In(Currency currency) => ReferenceEquals(Currency, currency)
        ? Amount
        : throw new InvalidOperationException($"{Currency} cannot be combined with {currency}.");
}

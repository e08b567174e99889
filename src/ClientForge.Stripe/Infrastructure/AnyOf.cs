namespace Stripe;

public interface IAnyOf
{
    object Value { get; }

    Type Type { get; }
}

/// <summary>A parameter of one of several types.</summary>
public abstract class AnyOf : IAnyOf
{
    public abstract object Value { get; }

    public abstract Type Type { get; }

    public override string ToString() => Value is null ? "AnyOf(null)" : Value.ToString();
}

public class AnyOf<T1, T2> : AnyOf
{
    private readonly T1 _first;
    private readonly T2 _second;

    public AnyOf(T1 value)
    {
        _first = value;
        Value = value;
        Type = typeof(T1);
    }

    public AnyOf(T2 value)
    {
        _second = value;
        Value = value;
        Type = typeof(T2);
    }

    public override object Value { get; }

    public override Type Type { get; }

    public static implicit operator AnyOf<T1, T2>(T1 value) => value is null ? null : new AnyOf<T1, T2>(value);

    public static implicit operator AnyOf<T1, T2>(T2 value) => value is null ? null : new AnyOf<T1, T2>(value);

    public static implicit operator T1(AnyOf<T1, T2> anyOf) => anyOf._first;

    public static implicit operator T2(AnyOf<T1, T2> anyOf) => anyOf._second;
}

/// <summary>A fixed word among other values of a parameter.</summary>
public abstract class StringEnum
{
    protected StringEnum(string value) => Value = value;

    public string Value { get; protected set; }

    public override string ToString() => Value;
}

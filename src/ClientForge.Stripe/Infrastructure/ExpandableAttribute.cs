namespace Stripe.Infrastructure;

/// <summary>
/// Marks the id of an expandable field: a string on the wire, or the whole object where it was asked for. On a list of
/// ids, each member is either.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ExpandableAttribute(string wireName) : Attribute
{
    public string WireName { get; } = wireName;

    /// <summary>The property beside it that takes the object; null where that type is outside of the subset.</summary>
    public string Object { get; init; }
}

/// <summary>Marks an option whose null, when it was assigned, goes out as an empty string and clears the field.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EmptyableAttribute : Attribute;

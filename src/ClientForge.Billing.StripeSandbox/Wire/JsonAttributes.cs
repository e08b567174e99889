namespace ClientForge.Billing.StripeSandbox.Wire;

/// <summary>The field is left out of the body while it is null; every other null is written.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AbsentWhenNullAttribute : Attribute;

/// <summary>The field is the sandbox's own: kept in the journal, never in an answer or event.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class InternalAttribute : Attribute;

/// <summary>
/// The field holds an id (or a list of ids) that <c>expand[]</c> replaces by the object.
/// <paramref name="types"/> are the object types the id may name, tried in order.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ExpandableAttribute(params string[] types) : Attribute
{
    public IReadOnlyList<string> Types { get; } = types;
}

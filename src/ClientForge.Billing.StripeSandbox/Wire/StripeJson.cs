using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ClientForge.Billing.StripeSandbox.Wire;

/// <summary>The two ways a record becomes JSON: as Stripe shows it, and as the journal keeps it.</summary>
internal static class StripeJson
{
    /// <summary>Answers: snake_case, nulls present unless <see cref="AbsentWhenNullAttribute"/>, no internal fields, two-space indent.</summary>
    public static JsonSerializerOptions Answer { get; } = Create(hideInternal: true, indented: true);

    /// <summary>As <see cref="Answer"/> on one line: event bodies, comparisons.</summary>
    public static JsonSerializerOptions Compact { get; } = Create(hideInternal: true, indented: false);

    /// <summary>Everything, internal fields too, on one line.</summary>
    public static JsonSerializerOptions Journal { get; } = Create(hideInternal: false, indented: false);

    private static JsonSerializerOptions Create(bool hideInternal, bool indented)
    {
        var resolver = new DefaultJsonTypeInfoResolver();
        resolver.Modifiers.Add(info => Adjust(info, hideInternal));
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = indented,
            TypeInfoResolver = resolver,
            NumberHandling = JsonNumberHandling.Strict,
        };
        options.MakeReadOnly();
        return options;
    }

    private static void Adjust(JsonTypeInfo info, bool hideInternal)
    {
        foreach (var property in info.Properties)
        {
            var attributes = property.AttributeProvider;
            if (hideInternal && attributes?.IsDefined(typeof(InternalAttribute), inherit: true) == true)
                property.ShouldSerialize = static (_, _) => false;
            else if (attributes?.IsDefined(typeof(AbsentWhenNullAttribute), inherit: true) == true)
                property.ShouldSerialize = static (_, value) => value is not null;
        }
    }
}

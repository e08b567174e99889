using System.Text.Json;

namespace ClientForge.Billing.Data;

/// <summary>The text of a jsonb column.</summary>
public sealed record Json(string Text)
{
    /// <summary>camelCase, as everywhere outside.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static Json From<T>(T value) => new(JsonSerializer.Serialize(value, Options));

    /// <exception cref="JsonException">The text does not hold a <typeparamref name="T"/>.</exception>
    public T Read<T>() => JsonSerializer.Deserialize<T>(Text, Options) ?? throw new JsonException("null where a value was expected");
}

using System.Text.Json;
using Stripe.Infrastructure;

namespace Stripe;

public interface IHasId
{
    string Id { get; set; }
}

public interface IHasObject
{
    string Object { get; set; }
}

public interface IHasMetadata
{
    Dictionary<string, string> Metadata { get; set; }
}

public interface IStripeEntity
{
    StripeResponse StripeResponse { get; set; }
}

/// <summary>What Stripe answers with. Unknown members are ignored, missing ones keep their defaults.</summary>
public abstract class StripeEntity : IStripeEntity
{
    /// <summary>The JSON this was read from, of nested entities too.</summary>
    public JsonElement? RawJsonElement { get; protected set; }

    /// <summary>Set on the object that a call answers with, not on those inside it.</summary>
    public StripeResponse StripeResponse { get; set; }

    /// <summary>Reads any object by its <c>object</c> member; null for a type outside of the subset.</summary>
    public static IHasObject FromJson(string value) => EntityReader.Read<IHasObject>(value);

    /// <exception cref="JsonException">The text is no JSON of that shape.</exception>
    public static T FromJson<T>(string value)
        where T : IStripeEntity => EntityReader.Read<T>(value);

    public string ToJson() => EntityWriter.Write(this);

    public override string ToString() => $"<{GetType().FullName}> JSON: {ToJson()}";

    internal void SetRawJson(JsonElement element) => RawJsonElement = element;
}

public abstract class StripeEntity<T> : StripeEntity
    where T : StripeEntity<T>
{
    /// <inheritdoc cref="StripeEntity.FromJson{T}(string)"/>
    public static new T FromJson(string value) => EntityReader.Read<T>(value);
}

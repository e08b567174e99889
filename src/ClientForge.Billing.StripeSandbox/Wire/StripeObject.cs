using System.Text.Json.Serialization;

namespace ClientForge.Billing.StripeSandbox.Wire;

/// <summary>
/// A resource of the API. Records are immutable: a change is a <c>with</c> copy handed to <see cref="Store.UnitOfWork.Save"/>, so that events
/// keep their snapshot by reference and readers never see half a change.
/// </summary>
internal abstract record StripeObject
{
    [JsonPropertyOrder(-2)]
    public required string Id { get; init; }

    /// <summary>Stripe's word for the type.</summary>
    [JsonPropertyOrder(-1)]
    public abstract string Object { get; }
}

/// <summary>An object that lives on the clock of its customer.</summary>
internal interface IOnTestClock
{
    /// <summary>Id of the test clock; null = the sandbox's own clock.</summary>
    string? TestClock { get; }
}

/// <summary>An object whose row stays after its deletion, so that it can still be retrieved as a stub.</summary>
internal interface IMayBeDeleted
{
    bool IsDeleted { get; }
}

/// <summary>What a delete answers, and what an expanded id of a deleted object shows.</summary>
internal sealed record DeletedObject(string Id, string Object)
{
    public bool Deleted { get; } = true;
}

/// <summary>A page of objects.</summary>
internal sealed record StripeList<T>(IReadOnlyList<T> Data, string Url)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; } = "list";

    public bool HasMore { get; init; }

    [AbsentWhenNull]
    public long? TotalCount { get; init; }
}

/// <summary>Answer of a search.</summary>
internal sealed record SearchResult<T>(IReadOnlyList<T> Data, string Url)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; } = "search_result";

    public bool HasMore { get; init; }

    public string? NextPage { get; init; }

    [AbsentWhenNull]
    public long? TotalCount { get; init; }
}

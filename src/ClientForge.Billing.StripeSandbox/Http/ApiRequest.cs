using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Http;

/// <summary>Answers one request: a <see cref="StripeObject"/>, a list, or any record with Stripe's field names.</summary>
internal delegate object Handler(ApiRequest request);

/// <summary>What an endpoint works with.</summary>
internal sealed class ApiRequest(UnitOfWork work, Params parameters, IReadOnlyDictionary<string, string> route, string path)
{
    public UnitOfWork Work { get; } = work;

    public Params Params { get; } = parameters;

    /// <summary>Path without query, the <c>url</c> of a list.</summary>
    public string Path { get; } = path;

    /// <summary>The id in the path.</summary>
    public string Id => Route("id");

    /// <summary>A named part of the path.</summary>
    public string Route(string name) => route[name];

    /// <summary>The object named by the id in the path, or Stripe's 404.</summary>
    public T Target<T>()
        where T : StripeObject => Work.FromPath<T>(Id);
}

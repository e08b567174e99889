using System.Runtime.CompilerServices;
using Stripe.Infrastructure;

namespace Stripe;

public interface INestedOptions;

/// <summary>Remembers which emptyable options were assigned, so that an assigned null can clear a field.</summary>
internal sealed class SetTracker
{
    private readonly HashSet<string> _assigned = [];

    public void Track([CallerMemberName] string property = null) => _assigned.Add(property);

    public bool Has(string property) => _assigned.Contains(property);
}

internal interface IHasSetTracking
{
    SetTracker SetTracker { get; }
}

/// <summary>The parameters of a call.</summary>
public class BaseOptions : INestedOptions, IHasSetTracking
{
    /// <summary>Paths of fields to be answered as whole objects.</summary>
    public List<string> Expand { get; set; }

    /// <summary>Parameters that the class does not know, by their name on the wire.</summary>
    public IDictionary<string, object> ExtraParams { get; set; } = new Dictionary<string, object>();

    SetTracker IHasSetTracking.SetTracker => SetTracker;

    internal SetTracker SetTracker { get; } = new();

    internal BaseOptions Clone() => (BaseOptions)MemberwiseClone();

    public void AddExpand(string value) => (Expand ??= []).Add(value);

    public void AddRangeExpand(IEnumerable<string> values) => (Expand ??= []).AddRange(values);

    public void AddExtraParam(string key, object value) => ExtraParams.Add(key, value);
}

public class ListOptions : BaseOptions
{
    /// <summary>1 to 100; Stripe's default is 10.</summary>
    public long? Limit { get; set; }

    public string StartingAfter { get; set; }

    public string EndingBefore { get; set; }
}

public class SearchOptions : BaseOptions
{
    public long? Limit { get; set; }

    public string Page { get; set; }

    public string Query { get; set; }
}

public class DateRangeOptions : INestedOptions
{
    [WireName("gt")]
    public DateTime? GreaterThan { get; set; }

    [WireName("gte")]
    public DateTime? GreaterThanOrEqual { get; set; }

    [WireName("lt")]
    public DateTime? LessThan { get; set; }

    [WireName("lte")]
    public DateTime? LessThanOrEqual { get; set; }
}

/// <summary>What is particular to one request.</summary>
public class RequestOptions
{
    public string ApiKey { get; set; }

    public string IdempotencyKey { get; set; }

    public string StripeAccount { get; set; }

    public string StripeContext { get; set; }

    public string StripeRequestTrigger { get; set; }
}

public class RawRequestOptions : RequestOptions
{
    public Dictionary<string, string> AdditionalHeaders { get; set; } = [];

    public string BaseUrl { get; set; }
}

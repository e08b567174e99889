using Stripe.Infrastructure;

namespace Stripe.Billing;

/// <summary>Billing credit given to a customer, applied to metered lines before tax.</summary>
public class CreditGrant : StripeEntity<CreditGrant>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public CreditGrantAmount Amount { get; set; }

    public CreditGrantApplicabilityConfig ApplicabilityConfig { get; set; }

    public string Category { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    [Expandable("customer", Object = nameof(Customer))]
    public string CustomerId { get => Customer?.Id ?? field; set; }

    public Customer Customer { get; set; }

    public string CustomerAccount { get; set; }

    public DateTime? EffectiveAt { get; set; }

    public DateTime? ExpiresAt { get; set; }

    public bool Livemode { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string Name { get; set; }

    public long? Priority { get; set; }

    [Expandable("test_clock", Object = nameof(TestClock))]
    public string TestClockId { get => TestClock?.Id ?? field; set; }

    public TestHelpers.TestClock TestClock { get; set; }

    public DateTime Updated { get; set; } = DateTime.UnixEpoch;

    public DateTime? VoidedAt { get; set; }
}

public class CreditGrantAmount : StripeEntity<CreditGrantAmount>
{
    public CreditGrantAmountMonetary Monetary { get; set; }

    public string Type { get; set; }
}

public class CreditGrantAmountMonetary : StripeEntity<CreditGrantAmountMonetary>
{
    public string Currency { get; set; }

    public long Value { get; set; }
}

public class CreditGrantApplicabilityConfig : StripeEntity<CreditGrantApplicabilityConfig>
{
    public CreditGrantApplicabilityConfigScope Scope { get; set; }
}

public class CreditGrantApplicabilityConfigScope : StripeEntity<CreditGrantApplicabilityConfigScope>
{
    public string PriceType { get; set; }

    public List<CreditGrantApplicabilityConfigScopePrice> Prices { get; set; }
}

public class CreditGrantApplicabilityConfigScopePrice : StripeEntity<CreditGrantApplicabilityConfigScopePrice>, IHasId
{
    public string Id { get; set; }
}

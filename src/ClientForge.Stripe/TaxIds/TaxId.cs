using Stripe.Infrastructure;

namespace Stripe;

/// <summary>A customer's or the account's tax number.</summary>
public class TaxId : StripeEntity<TaxId>, IHasId, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public string Country { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    [Expandable("customer", Object = nameof(Customer))]
    public string CustomerId { get => Customer?.Id ?? field; set; }

    public Customer Customer { get; set; }

    public string CustomerAccount { get; set; }

    public bool? Deleted { get; set; }

    public bool Livemode { get; set; }

    public TaxIdOwner Owner { get; set; }

    public string Type { get; set; }

    public string Value { get; set; }

    public TaxIdVerification Verification { get; set; }
}

public class TaxIdOwner : StripeEntity<TaxIdOwner>
{
    [Expandable("account")]
    public string AccountId { get; set; }

    [Expandable("application")]
    public string ApplicationId { get; set; }

    [Expandable("customer", Object = nameof(Customer))]
    public string CustomerId { get => Customer?.Id ?? field; set; }

    public Customer Customer { get; set; }

    public string CustomerAccount { get; set; }

    public string Type { get; set; }
}

public class TaxIdVerification : StripeEntity<TaxIdVerification>
{
    public string Status { get; set; }

    public string VerifiedAddress { get; set; }

    public string VerifiedName { get; set; }
}

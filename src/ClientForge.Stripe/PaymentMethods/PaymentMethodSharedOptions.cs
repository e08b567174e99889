using Stripe.Infrastructure;

namespace Stripe;

public class PaymentMethodBillingDetailsOptions : INestedOptions, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    [Emptyable]
    public AddressOptions Address
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    [Emptyable]
    public string Email
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    [Emptyable]
    public string Name
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    [Emptyable]
    public string Phone
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    public string TaxId { get; set; }
}

public class PaymentMethodCardNetworksOptions : INestedOptions, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    [Emptyable]
    public string Preferred
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }
}

public class PaymentMethodCardOptions : INestedOptions
{
    public string Cvc { get; set; }

    public long? ExpMonth { get; set; }

    public long? ExpYear { get; set; }

    public PaymentMethodCardNetworksOptions Networks { get; set; }

    public string Number { get; set; }

    public string Token { get; set; }
}

public class PaymentMethodCustomOptions : INestedOptions
{
    public string Type { get; set; }
}

public class PaymentMethodSepaDebitOptions : INestedOptions
{
    public string Iban { get; set; }
}

public class PaymentMethodUsBankAccountOptions : INestedOptions
{
    public string AccountHolderType { get; set; }

    public string AccountNumber { get; set; }

    public string AccountType { get; set; }

    public string FinancialConnectionsAccount { get; set; }

    public string RoutingNumber { get; set; }
}

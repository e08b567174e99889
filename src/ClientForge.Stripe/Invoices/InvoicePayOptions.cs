using Stripe.Infrastructure;

namespace Stripe;

public class InvoicePayOptions : BaseOptions
{
    public bool? Forgive { get; set; }

    [Emptyable]
    public string Mandate
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public bool? OffSession { get; set; }

    public bool? PaidOutOfBand { get; set; }

    public string PaymentMethod { get; set; }

    public string Source { get; set; }
}

public class InvoicePaymentSettingsOptions : INestedOptions, IHasSetTracking
{
    private readonly SetTracker _assigned = new();

    SetTracker IHasSetTracking.SetTracker => _assigned;

    [Emptyable]
    public string DefaultMandate
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }

    [Emptyable]
    public List<string> PaymentMethodTypes
    {
        get;
        set
        {
            field = value;
            _assigned.Track();
        }
    }
}

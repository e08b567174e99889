namespace Stripe;

public class SetupIntentListOptions : ListOptions
{
    public bool? AttachToSelf { get; set; }

    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    public string Customer { get; set; }

    public string CustomerAccount { get; set; }

    public string PaymentMethod { get; set; }
}

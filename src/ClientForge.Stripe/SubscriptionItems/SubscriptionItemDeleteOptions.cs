namespace Stripe;

public class SubscriptionItemDeleteOptions : BaseOptions
{
    public bool? ClearUsage { get; set; }

    public string PaymentBehavior { get; set; }

    public string ProrationBehavior { get; set; }

    public DateTime? ProrationDate { get; set; }
}

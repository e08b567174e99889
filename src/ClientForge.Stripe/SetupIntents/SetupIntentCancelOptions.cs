namespace Stripe;

public class SetupIntentCancelOptions : BaseOptions
{
    public string CancellationReason { get; set; }
}

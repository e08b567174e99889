namespace Stripe;

public class SetupIntentGetOptions : BaseOptions
{
    public string ClientSecret { get; set; }
}

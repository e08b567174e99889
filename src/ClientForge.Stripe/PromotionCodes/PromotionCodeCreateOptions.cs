namespace Stripe;

public class PromotionCodeCreateOptions : BaseOptions, IHasMetadata
{
    public bool? Active { get; set; }

    public string Code { get; set; }

    public string Customer { get; set; }

    public string CustomerAccount { get; set; }

    public DateTime? ExpiresAt { get; set; }

    public long? MaxRedemptions { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public PromotionCodePromotionOptions Promotion { get; set; }

    public PromotionCodeRestrictionsOptions Restrictions { get; set; }
}

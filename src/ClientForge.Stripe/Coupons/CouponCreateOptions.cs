using Stripe.Infrastructure;

namespace Stripe;

public class CouponCreateOptions : BaseOptions, IHasId, IHasMetadata
{
    public long? AmountOff { get; set; }

    public CouponAppliesToOptions AppliesTo { get; set; }

    public string Currency { get; set; }

    public Dictionary<string, CouponCurrencyOptionsOptions> CurrencyOptions { get; set; }

    public string Duration { get; set; }

    public long? DurationInMonths { get; set; }

    public string Id { get; set; }

    public long? MaxRedemptions { get; set; }

    [Emptyable]
    public Dictionary<string, string> Metadata
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    public string Name { get; set; }

    public decimal? PercentOff { get; set; }

    public DateTime? RedeemBy { get; set; }
}

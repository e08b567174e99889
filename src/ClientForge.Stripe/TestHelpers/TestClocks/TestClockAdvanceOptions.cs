namespace Stripe.TestHelpers;

public class TestClockAdvanceOptions : BaseOptions
{
    public DateTime? FrozenTime { get; set; }
}

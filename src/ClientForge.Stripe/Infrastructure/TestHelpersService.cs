namespace Stripe;

/// <summary>The services under <c>client.V1.TestHelpers</c>, each made at its first use.</summary>
public class TestHelpersService : Service
{
    private TestHelpers.TestClockService _testClocks;

    internal TestHelpersService(IStripeClient client)
        : base(client)
    {
    }

    public virtual TestHelpers.TestClockService TestClocks => _testClocks ??= new TestHelpers.TestClockService(Client);
}

using Stripe.Infrastructure;

namespace Stripe;

/// <summary>The services under <c>client.V1.TestHelpers</c>, each made at its first use.</summary>
public class TestHelpersService : Service
{
    private TestHelpers.TestClockService _testClocks;

    internal TestHelpersService(ApiRequestor requestor)
        : base(requestor)
    {
    }

    public virtual TestHelpers.TestClockService TestClocks => _testClocks ??= new TestHelpers.TestClockService(Requestor);
}

namespace Stripe.TestHelpers;

public class TestClockDeleteOptions : BaseOptions;

public class TestClockGetOptions : BaseOptions;

public class TestClockListOptions : ListOptions;

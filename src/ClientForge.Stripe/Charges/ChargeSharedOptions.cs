namespace Stripe;

public class ChargeDestinationOptions : INestedOptions
{
    public string Account { get; set; }

    public long? Amount { get; set; }
}

public class ChargeShippingOptions : INestedOptions
{
    public AddressOptions Address { get; set; }

    public string Carrier { get; set; }

    public string Name { get; set; }

    public string Phone { get; set; }

    public string TrackingNumber { get; set; }
}

namespace Stripe;

public class Shipping : StripeEntity<Shipping>
{
    public Address Address { get; set; }

    public string Carrier { get; set; }

    public string Name { get; set; }

    public string Phone { get; set; }

    public string TrackingNumber { get; set; }
}

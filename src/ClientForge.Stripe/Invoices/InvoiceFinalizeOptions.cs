namespace Stripe;

public class InvoiceFinalizeOptions : BaseOptions
{
    public bool? AutoAdvance { get; set; }
}

namespace Stripe;

public class CustomerBalanceTransactionListOptions : ListOptions
{
    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    public string Invoice { get; set; }
}

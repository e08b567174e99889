namespace ClientForge.Billing.StripeSandbox.Rules;

/// <summary>A line's part in the totals, all in minor units; <paramref name="Amount"/> is before invoice discounts and tax.</summary>
internal readonly record struct LineTotals(long Amount, long Discount, long ExclusiveTax, long InclusiveTax);

/// <summary>
/// How the customer's balance meets an invoice at finalization. The balance's sign is what the customer owes: negative is credit.
/// </summary>
/// <param name="AmountDue">What is left to pay, never negative.</param>
/// <param name="EndingBalance">The customer's balance afterwards.</param>
/// <param name="Applied">The amount of the balance transaction (ending less starting); 0 when none is written.</param>
internal readonly record struct BalanceSettlement(long AmountDue, long EndingBalance, long Applied);

/// <summary>The sums of an invoice in minor units.</summary>
internal readonly record struct InvoiceTotals(long Subtotal, long SubtotalExcludingTax, long Total, long TotalExcludingTax)
{
    /// <summary>subtotal = Σ amount; total = subtotal − discounts + exclusive tax; the tax-free sums leave inclusive tax out.</summary>
    /// <exception cref="OverflowException">A sum does not fit 64 bits.</exception>
    public static InvoiceTotals Of(IEnumerable<LineTotals> lines)
    {
        long subtotal = 0, discount = 0, exclusive = 0, inclusive = 0;
        foreach (var line in lines)
        {
            checked
            {
                subtotal += line.Amount;
                discount += line.Discount;
                exclusive += line.ExclusiveTax;
                inclusive += line.InclusiveTax;
            }
        }
        var net = checked(subtotal - discount);
        return checked(new(subtotal, subtotal - inclusive, net + exclusive, net - inclusive));
    }

    /// <summary>
    /// Settles a total with the balance. A sum below <paramref name="minimumCharge"/> is not worth a payment: it becomes the
    /// customer's debt; a negative sum becomes credit.
    /// </summary>
    public static BalanceSettlement Settle(long total, long startingBalance, long minimumCharge)
    {
        var sum = checked(total + startingBalance);
        var due = sum > 0 && sum >= minimumCharge ? sum : 0;
        var ending = sum - due;
        return new(due, ending, ending - startingBalance);
    }
}

using Stripe.Infrastructure;

namespace Stripe;

/// <summary>One entry of a customer's balance. Amounts in minor units; negative is credit.</summary>
public class CustomerBalanceTransaction : StripeEntity<CustomerBalanceTransaction>, IHasId, IHasMetadata, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public long Amount { get; set; }

    [Expandable("checkout_session")]
    public string CheckoutSessionId { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    [Expandable("credit_note", Object = nameof(CreditNote))]
    public string CreditNoteId { get => CreditNote?.Id ?? field; set; }

    public CreditNote CreditNote { get; set; }

    public string Currency { get; set; }

    [Expandable("customer", Object = nameof(Customer))]
    public string CustomerId { get => Customer?.Id ?? field; set; }

    public Customer Customer { get; set; }

    public string CustomerAccount { get; set; }

    public string Description { get; set; }

    public long EndingBalance { get; set; }

    [Expandable("invoice", Object = nameof(Invoice))]
    public string InvoiceId { get => Invoice?.Id ?? field; set; }

    public Invoice Invoice { get; set; }

    public bool Livemode { get; set; }

    public Dictionary<string, string> Metadata { get; set; }

    public string Type { get; set; }
}

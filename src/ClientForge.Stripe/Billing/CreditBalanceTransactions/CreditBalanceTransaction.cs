using Stripe.Infrastructure;

namespace Stripe.Billing;

/// <summary>One grant, use, expiry or voiding of billing credit.</summary>
public class CreditBalanceTransaction : StripeEntity<CreditBalanceTransaction>, IHasId, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    public CreditBalanceTransactionCredit Credit { get; set; }

    [Expandable("credit_grant", Object = nameof(CreditGrant))]
    public string CreditGrantId { get => CreditGrant?.Id ?? field; set; }

    public CreditGrant CreditGrant { get; set; }

    public CreditBalanceTransactionDebit Debit { get; set; }

    public DateTime EffectiveAt { get; set; } = DateTime.UnixEpoch;

    public bool Livemode { get; set; }

    [Expandable("test_clock", Object = nameof(TestClock))]
    public string TestClockId { get => TestClock?.Id ?? field; set; }

    public TestHelpers.TestClock TestClock { get; set; }

    public string Type { get; set; }
}

public class CreditBalanceTransactionCredit : StripeEntity<CreditBalanceTransactionCredit>
{
    public CreditBalanceTransactionCreditAmount Amount { get; set; }

    public string Type { get; set; }
}

public class CreditBalanceTransactionCreditAmount : StripeEntity<CreditBalanceTransactionCreditAmount>
{
    public CreditBalanceTransactionCreditAmountMonetary Monetary { get; set; }

    public string Type { get; set; }
}

public class CreditBalanceTransactionCreditAmountMonetary : StripeEntity<CreditBalanceTransactionCreditAmountMonetary>
{
    public string Currency { get; set; }

    public long Value { get; set; }
}

public class CreditBalanceTransactionDebit : StripeEntity<CreditBalanceTransactionDebit>
{
    public CreditBalanceTransactionDebitAmount Amount { get; set; }

    public CreditBalanceTransactionDebitCreditsApplied CreditsApplied { get; set; }

    public string Type { get; set; }
}

public class CreditBalanceTransactionDebitAmount : StripeEntity<CreditBalanceTransactionDebitAmount>
{
    public CreditBalanceTransactionDebitAmountMonetary Monetary { get; set; }

    public string Type { get; set; }
}

public class CreditBalanceTransactionDebitAmountMonetary : StripeEntity<CreditBalanceTransactionDebitAmountMonetary>
{
    public string Currency { get; set; }

    public long Value { get; set; }
}

public class CreditBalanceTransactionDebitCreditsApplied : StripeEntity<CreditBalanceTransactionDebitCreditsApplied>
{
    [Expandable("invoice", Object = nameof(Invoice))]
    public string InvoiceId { get => Invoice?.Id ?? field; set; }

    public Invoice Invoice { get; set; }

    public string InvoiceLineItem { get; set; }
}

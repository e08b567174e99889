using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>A charge or refund that really happened, failed tries included: the sandbox's own record beside Stripe's objects.</summary>
internal sealed record LedgerRow : StripeObject
{
    public override string Object => "_ledger";

    /// <summary><c>charge</c> or <c>refund</c>.</summary>
    public required string Type { get; init; }

    /// <summary><c>succeeded</c>, <c>failed</c> or <c>pending</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Minor units.</summary>
    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public string? Customer { get; init; }

    public string? Invoice { get; init; }

    public string? PaymentIntent { get; init; }

    public string? DeclineCode { get; init; }

    /// <summary>Unix seconds.</summary>
    public required long Created { get; init; }

    public required long Sequence { get; init; }

    /// <summary>Writes the row of a charge, or its new status.</summary>
    public static void Of(UnitOfWork work, Charge charge, string? declineCode) => work.Save(new LedgerRow
    {
        Id = charge.Id,
        Amount = charge.Amount,
        Created = charge.Created,
        Currency = charge.Currency,
        Customer = charge.Customer,
        DeclineCode = declineCode,
        Invoice = charge.Invoice,
        PaymentIntent = charge.PaymentIntent,
        Sequence = work.Find<LedgerRow>(charge.Id)?.Sequence ?? work.Table<LedgerRow>().Count + 1,
        Status = charge.Status,
        Type = "charge",
    });

    /// <summary>Writes the row of a refund, or its new status.</summary>
    public static void Of(UnitOfWork work, Refund refund, string? invoice) => work.Save(new LedgerRow
    {
        Id = refund.Id,
        Amount = refund.Amount,
        Created = refund.Created,
        Currency = refund.Currency,
        Customer = refund.Customer,
        Invoice = invoice,
        PaymentIntent = refund.PaymentIntent,
        Sequence = work.Find<LedgerRow>(refund.Id)?.Sequence ?? work.Table<LedgerRow>().Count + 1,
        Status = refund.Status,
        Type = "refund",
    });
}

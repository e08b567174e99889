using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>A movement of the account's own balance. Amounts in minor units.</summary>
internal sealed record BalanceTransaction : StripeObject
{
    private const long Pending = 2 * 86_400;

    public override string Object => "balance_transaction";

    public required long Amount { get; init; }

    public required long AvailableOn { get; init; }

    public string BalanceType { get; init; } = "payments";

    public required long Created { get; init; }

    public required string Currency { get; init; }

    public string? Description { get; init; }

    public decimal? ExchangeRate { get; init; }

    public long Fee { get; init; }

    public IReadOnlyList<FeeDetail> FeeDetails { get; init; } = [];

    public required long Net { get; init; }

    public required string ReportingCategory { get; init; }

    public required string Source { get; init; }

    public required string Status { get; init; }

    public required string Type { get; init; }

    /// <summary>The income of a charge: Stripe's fee is 2.9 % and 30 minor units, never more than the charge.</summary>
    public static BalanceTransaction OfCharge(UnitOfWork work, Charge charge, long amount, bool available)
    {
        var fee = Math.Min(amount, (((amount * 29) + 500) / 1000) + 30);
        return work.Save(New(work, charge.Id, amount, charge.Currency, available) with
        {
            Description = charge.Description,
            Fee = fee,
            FeeDetails = [new FeeDetail(fee, null, charge.Currency, "Stripe processing fees", "stripe_fee")],
            Net = amount - fee,
        });
    }

    /// <summary>The outgo of a refund; <paramref name="returned"/> when a failed refund comes back.</summary>
    public static BalanceTransaction OfRefund(UnitOfWork work, Refund refund, bool returned = false)
    {
        var amount = returned ? refund.Amount : -refund.Amount;
        return work.Save(New(work, refund.Id, amount, refund.Currency, available: true) with
        {
            Description = returned ? "Refund failure" : "REFUND FOR CHARGE",
            ReportingCategory = returned ? "refund_failure" : "refund",
            Type = returned ? "refund_failure" : "refund",
        });
    }

    /// <summary>What a dispute takes, with Stripe's fee of 15.00 (minor units); a won one gives the amount back and keeps the fee.</summary>
    public static BalanceTransaction OfDispute(UnitOfWork work, Disputes.Dispute dispute, bool returned)
    {
        const long fee = 1500;
        var amount = returned ? dispute.Amount : -dispute.Amount;
        var moved = New(work, dispute.Id, amount, dispute.Currency, available: true) with
        {
            Description = (returned ? "Chargeback reversal for " : "Chargeback withdrawal for ") + dispute.Charge,
            ReportingCategory = returned ? "dispute_reversal" : "dispute",
            Type = "adjustment",
        };
        return work.Save(returned ? moved : moved with
        {
            Fee = fee, FeeDetails = [new FeeDetail(fee, null, dispute.Currency, "Dispute fee", "stripe_fee")], Net = amount - fee,
        });
    }

    private static BalanceTransaction New(UnitOfWork work, string source, long amount, string currency, bool available) => new()
    {
        Id = Ids.New("txn"),
        Amount = amount,
        AvailableOn = available ? work.Now : work.Now + Pending,
        Created = work.Now,
        Currency = currency,
        Net = amount,
        ReportingCategory = "charge",
        Source = source,
        Status = available ? "available" : "pending",
        Type = "charge",
    };
}

internal sealed record FeeDetail(long Amount, string? Application, string Currency, string Description, string Type);

using ClientForge.Billing.Data.PaymentMethods;
using ClientForge.Billing.Services.Webhooks;
using Stripe;

namespace ClientForge.Billing.Services.PaymentMethods;

/// <summary>Pure: Stripe's payment method in our words.</summary>
internal static class PaymentMethodMapping
{
    public static CardDetails Details(PaymentMethod method) => method switch
    {
        { Card: { } card } => new CardDetails(card.Brand, card.Last4, (int)card.ExpMonth, (int)card.ExpYear),
        { SepaDebit: { } sepa } => new CardDetails(null, sepa.Last4, null, null),
        { UsBankAccount: { } bank } => new CardDetails(bank.BankName, bank.Last4, null, null),
        _ => new CardDetails(null, null, null, null),
    };

    public static PaymentMethodRow ToRow(PaymentMethod method, string stripeCustomerId, PaymentMethodRow? before, ProjectionContext context) => new()
    {
        TenantId = context.TenantId,
        Id = before?.Id ?? Guid.CreateVersion7(context.Now),
        StripePaymentMethodId = method.Id,
        StripeCustomerId = stripeCustomerId,
        Type = method.Type,
        IsDefault = before?.IsDefault ?? false,
        Status = CardExpiry.IsExpired(Details(method), context.Now) ? "expired" : "active",
        CreatedAt = before?.CreatedAt ?? context.Now,
        UpdatedAt = context.Now,
    };

    /// <summary>A detached payment method keeps its row and loses its details.</summary>
    public static PaymentMethodRow Detached(PaymentMethodRow before, DateTimeOffset now) => before with
    {
        CardBrand = null,
        CardLast4 = null,
        CardExpMonth = null,
        CardExpYear = null,
        IsDefault = false,
        Status = "detached",
        DetachedAt = before.DetachedAt ?? now,
        UpdatedAt = now,
    };
}

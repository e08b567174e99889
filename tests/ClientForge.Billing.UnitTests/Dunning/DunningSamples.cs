using ClientForge.Billing.Data.Accounts;
using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Data.Invoices;

namespace ClientForge.Billing.UnitTests.Dunning;

/// <summary>Rows to vary by <c>with</c>.</summary>
internal static class DunningSamples
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    public static readonly Guid Tenant = Guid.Parse("01950000-0000-7000-8000-000000000001");

    public static InvoiceRow Invoice => new()
    {
        TenantId = Tenant,
        Id = Guid.Parse("01950000-0000-7000-8000-000000000002"),
        StripeInvoiceId = "in_1",
        StripeCustomerId = "cus_1",
        Status = "open",
        Currency = "usd",
        Subtotal = 1000,
        Discount = 0,
        Tax = 0,
        Total = 1000,
        CreditApplied = 0,
        AmountDue = 1000,
        AmountPaid = 0,
        AmountRemaining = 1000,
        CollectionMethod = "charge_automatically",
        AutoAdvance = true,
        BillingReason = "subscription_cycle",
        PeriodStart = Now,
        PeriodEnd = Now.AddMonths(1),
        AttemptCount = 1,
        CreatedAt = Now,
        UpdatedAt = Now,
    };

    public static DunningCaseRow Case => new()
    {
        TenantId = Tenant,
        Id = Guid.Parse("01950000-0000-7000-8000-000000000003"),
        InvoiceId = Invoice.Id,
        Policy = "default",
        MaxAttempts = 5,
        Step = 1,
        Attempts = 1,
        Automatic = true,
        FirstFailedAt = Now,
        SuspendAt = Now.AddDays(7),
        CreatedAt = Now,
        UpdatedAt = Now,
    };

    public static AccountRow Account => new() { TenantId = Tenant, Status = "active", CreatedAt = Now, UpdatedAt = Now };

    public static PaymentRetryRow Try(int number, string trigger, string status = PaymentTryStatus.Failed) => new()
    {
        TenantId = Tenant,
        Id = Guid.CreateVersion7(Now.AddSeconds(number)),
        InvoiceId = Invoice.Id,
        AttemptNumber = number,
        Trigger = trigger,
        Status = status,
        AttemptedAt = Now.AddSeconds(number),
        Actor = "stripe",
    };
}

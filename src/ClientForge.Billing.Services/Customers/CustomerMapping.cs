using ClientForge.Billing.Data.Customers;
using ClientForge.Billing.Services.Webhooks;
using Stripe;

namespace ClientForge.Billing.Services.Customers;

/// <summary>Pure: Stripe's customer as our row.</summary>
internal static class CustomerMapping
{
    public static CustomerRow ToRow(Customer customer, CustomerRow? before, ProjectionContext context) => new()
    {
        TenantId = context.TenantId,
        Id = before?.Id ?? Guid.CreateVersion7(context.Now),
        StripeCustomerId = customer.Id,
        Email = Text(customer.Email),
        Name = Text(customer.Name),
        Currency = Text(customer.Currency),
        Balance = customer.Balance,
        Line1 = Text(customer.Address?.Line1),
        Line2 = Text(customer.Address?.Line2),
        City = Text(customer.Address?.City),
        State = Text(customer.Address?.State),
        PostalCode = Text(customer.Address?.PostalCode),
        Country = Text(customer.Address?.Country),
        TaxId = customer.TaxIds?.Data is [{ } taxId, ..] ? taxId.Value : null,
        TaxExempt = Text(customer.TaxExempt) ?? "none",
        Delinquent = customer.Delinquent ?? false,
        DefaultPaymentMethodId = customer.InvoiceSettings?.DefaultPaymentMethodId,
        CreatedAt = customer.Created,
        UpdatedAt = context.Now,
    };

    /// <summary>What the audit log shows of a customer; equal when nothing of it changed.</summary>
    public static object Shown(CustomerRow customer) => new
    {
        customer.Email,
        customer.Name,
        customer.Line1,
        customer.Line2,
        customer.City,
        customer.State,
        customer.PostalCode,
        customer.Country,
        customer.TaxId,
        customer.Currency,
        customer.DefaultPaymentMethodId,
    };

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;
}

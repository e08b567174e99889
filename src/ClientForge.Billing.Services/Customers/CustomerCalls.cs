using ClientForge.Billing.Services.StripeApi;
using Stripe;

namespace ClientForge.Billing.Services.Customers;

/// <summary>The writes on customers and payment methods, in Stripe's words. Nothing here sends anything.</summary>
internal static class CustomerCalls
{
    public static Task<StripeCall> CreateAsync(Guid tenantId, Guid operationId, string? email, string name, IReadOnlyDictionary<string, string>? metadata)
    {
        var all = new Dictionary<string, string>(metadata ?? new Dictionary<string, string>())
        {
            [MetadataKeys.TenantId] = tenantId.ToString(),
            [MetadataKeys.OperationId] = operationId.ToString(),
        };
        return StripeCall.CaptureAsync(stripe => stripe.V1.Customers.CreateAsync(new CustomerCreateOptions { Email = email, Name = name, Metadata = all }));
    }

    public static Task<StripeCall> UpdateAsync(string stripeCustomerId, CustomerChange change)
    {
        var options = new CustomerUpdateOptions { Email = change.Email, Name = change.Name };
        if (change.Address is { } address)
            options.Address = new AddressOptions
            {
                Line1 = address.Line1 ?? "",
                Line2 = address.Line2 ?? "",
                City = address.City ?? "",
                State = address.State ?? "",
                PostalCode = address.PostalCode ?? "",
                Country = address.Country ?? "",
            };
        return StripeCall.CaptureAsync(stripe => stripe.V1.Customers.UpdateAsync(stripeCustomerId, options));
    }

    public static Task<StripeCall> SetDefaultAsync(string stripeCustomerId, string stripePaymentMethodId) => StripeCall.CaptureAsync(stripe => stripe.V1.Customers.UpdateAsync(
        stripeCustomerId,
        new CustomerUpdateOptions { InvoiceSettings = new CustomerInvoiceSettingsOptions { DefaultPaymentMethod = stripePaymentMethodId } }));

    public static Task<StripeCall> CreateTaxIdAsync(string stripeCustomerId, string type, string value) => StripeCall.CaptureAsync(stripe =>
        stripe.V1.Customers.TaxIds.CreateAsync(stripeCustomerId, new CustomerTaxIdCreateOptions { Type = type, Value = value }));

    public static Task<StripeCall> DeleteTaxIdAsync(string stripeCustomerId, string taxId) =>
        StripeCall.CaptureAsync(stripe => stripe.V1.Customers.TaxIds.DeleteAsync(stripeCustomerId, taxId));

    public static Task<StripeCall> AttachAsync(string stripeCustomerId, string stripePaymentMethodId) => StripeCall.CaptureAsync(stripe =>
        stripe.V1.PaymentMethods.AttachAsync(stripePaymentMethodId, new PaymentMethodAttachOptions { Customer = stripeCustomerId }));

    public static Task<StripeCall> DetachAsync(string stripePaymentMethodId) =>
        StripeCall.CaptureAsync(stripe => stripe.V1.PaymentMethods.DetachAsync(stripePaymentMethodId));

    /// <summary>For a payment method that is yet to be collected, to be charged off session later.</summary>
    public static Task<StripeCall> SetupAsync(string stripeCustomerId, Guid operationId) => StripeCall.CaptureAsync(stripe => stripe.V1.SetupIntents.CreateAsync(new SetupIntentCreateOptions
    {
        Customer = stripeCustomerId,
        Usage = "off_session",
        AutomaticPaymentMethods = new SetupIntentAutomaticPaymentMethodsOptions { Enabled = true },
        Metadata = new Dictionary<string, string> { [MetadataKeys.OperationId] = operationId.ToString() },
    }));

    /// <summary>For an attached payment method: asks the bank now whether it may be charged off session later.</summary>
    public static Task<StripeCall> VerifyAsync(string stripeCustomerId, string stripePaymentMethodId, Guid operationId) => StripeCall.CaptureAsync(stripe => stripe.V1.SetupIntents.CreateAsync(new SetupIntentCreateOptions
    {
        Customer = stripeCustomerId,
        PaymentMethod = stripePaymentMethodId,
        Confirm = true,
        Usage = "off_session",
        AutomaticPaymentMethods = new SetupIntentAutomaticPaymentMethodsOptions { Enabled = true, AllowRedirects = "never" },
        Metadata = new Dictionary<string, string> { [MetadataKeys.OperationId] = operationId.ToString() },
    }));
}

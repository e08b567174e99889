using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Customers;

/// <summary>Reads what create and update of a customer have in common.</summary>
internal static class CustomerParams
{
    public static Customer Read(Params parameters, Customer current)
    {
        parameters.Ignore("business_name", "individual_name");
        var tax = parameters.Hash("tax");
        tax?.Word("validate_location", "deferred", "immediately", "auto");
        return current with
        {
            Address = parameters.Address("address", current.Address),
            Balance = parameters.Long("balance") ?? current.Balance,
            Description = parameters.Text("description").Or(current.Description),
            Email = Email(parameters, current.Email),
            InvoicePrefix = Prefix(parameters) ?? current.InvoicePrefix,
            InvoiceSettings = Settings(parameters, current.InvoiceSettings),
            Metadata = parameters.Metadata(current.Metadata),
            Name = parameters.Text("name", 256).Or(current.Name),
            NextInvoiceSequence = parameters.Long("next_invoice_sequence", 1) ?? current.NextInvoiceSequence,
            Phone = parameters.Text("phone", 20).Or(current.Phone),
            PreferredLocales = parameters.Strings("preferred_locales") is { IsGiven: true } locales ? locales.Value ?? [] : current.PreferredLocales,
            Shipping = parameters.Shipping(current.Shipping),
            TaxIpAddress = tax is null ? current.TaxIpAddress : tax.Text("ip_address", 45).Or(current.TaxIpAddress),
            TaxExempt = parameters.WordOrUnset("tax_exempt", "none", "exempt", "reverse") is { IsGiven: true } exempt
                ? exempt.Value ?? "none"
                : current.TaxExempt,
        };
    }

    private static string? Email(Params parameters, string? current)
    {
        var email = parameters.Text("email", 512);
        if (email.Value is { } text && (text.IndexOf('@', StringComparison.Ordinal) <= 0 || text.EndsWith('@') || text.Contains(' ', StringComparison.Ordinal)))
            throw Errors.Parameter($"Invalid email address: {text}", "email", "email_invalid");
        return email.Or(current);
    }

    private static string? Prefix(Params parameters)
    {
        var prefix = parameters.String("invoice_prefix");
        return prefix is null || (prefix.Length <= 12 && prefix.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter)))
            ? prefix
            : throw Errors.Parameter("Invoice prefixes must be 1 to 12 uppercase letters or numbers.", "invoice_prefix");
    }

    private static InvoiceSettings Settings(Params parameters, InvoiceSettings current)
    {
        if (parameters.Hash("invoice_settings") is not { } hash)
            return current;
        return current with
        {
            CustomFields = Fields(hash, current.CustomFields),
            DefaultPaymentMethod = hash.Text("default_payment_method").Or(current.DefaultPaymentMethod),
            Footer = hash.Text("footer").Or(current.Footer),
            RenderingOptions = Rendering(hash, current.RenderingOptions),
        };
    }

    private static IReadOnlyList<CustomField>? Fields(Params hash, IReadOnlyList<CustomField>? current)
    {
        var fields = hash.Hashes("custom_fields", 4);
        return fields.IsGiven
            ? fields.Value?.Select(field => new CustomField(field.RequiredString("name", 40), field.RequiredString("value", 140))).ToList()
            : current;
    }

    private static RenderingOptions? Rendering(Params hash, RenderingOptions? current)
    {
        if (hash.IsCleared("rendering_options"))
            return null;
        return hash.Hash("rendering_options") is { } options
            ? new RenderingOptions(
                options.WordOrUnset("amount_tax_display", "exclude_tax", "include_inclusive_tax").Or(current?.AmountTaxDisplay),
                options.Text("template").Or(current?.Template))
            : current;
    }
}

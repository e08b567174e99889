using System.Globalization;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Customers;
using ClientForge.Billing.Data.Tax;
using ClientForge.Billing.Services.StripeApi;
using Microsoft.Extensions.Options;
using Stripe;

namespace ClientForge.Billing.Services.Tax;

/// <summary>Tax on an amount at a place.</summary>
public sealed record TaxQuote
{
    /// <summary>Minor units.</summary>
    public required long Amount { get; init; }

    /// <summary>Percent.</summary>
    public required decimal Rate { get; init; }

    /// <summary>Who levies it, the widest first; empty where nothing is levied.</summary>
    public required IReadOnlyList<string> Jurisdictions { get; init; }

    /// <summary><c>table</c> or <c>taxjar</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The customer accounts for the tax itself.</summary>
    public bool ReverseCharge { get; init; }
}

/// <summary>Finds tax rates, and keeps the Stripe tax rates that make invoices carry them.</summary>
public sealed class TaxService(
    Database database, TaxRateRepository rates, IEnumerable<ITaxProvider> providers, StripeIntents intents, IOptions<TaxOptions> options)
{
    private const string ObjectType = "tax_rate";

    /// <param name="amount">Minor units before tax.</param>
    /// <param name="place">Where the customer is.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="Errors.BillingException">502 <c>tax_provider_failed</c>, 422 <c>tax_address_incomplete</c>.</exception>
    public async Task<TaxQuote> CalculateAsync(long amount, TaxPlace place, CancellationToken cancellationToken)
    {
        var (rate, provider, reverseCharge) = await FindAsync(place, cancellationToken);
        return new TaxQuote
        {
            Amount = rate is null ? 0 : TaxMath.Exclusive(amount, rate.Percentage),
            // Divided, a decimal loses the zeros that the column's scale adds: 19, not 19.0000.
            Rate = (rate?.Percentage ?? 0) / 1.0000m,
            Jurisdictions = rate is null ? [] : [rate.Country, .. rate.State is { } state ? [state] : Array.Empty<string>()],
            Provider = provider,
            ReverseCharge = reverseCharge,
        };
    }

    /// <summary>Stripe's ids of the tax rates that this customer's invoices carry; none without an address or where no tax is due.</summary>
    /// <exception cref="Errors.BillingException">The tax provider or Stripe failed.</exception>
    public async Task<IReadOnlyList<string>> StripeTaxRatesForAsync(CustomerRow customer, CancellationToken cancellationToken)
    {
        if (customer.Country is not { } country || customer.TaxExempt != "none")
            return [];
        var place = new TaxPlace { Country = country, State = customer.State, PostalCode = customer.PostalCode, City = customer.City, TaxId = customer.TaxId };
        var (rate, _, _) = await FindAsync(place, cancellationToken);
        return rate is null ? [] : [await StripeTaxRateAsync(rate, cancellationToken)];
    }

    private async Task<(TaxRateRow? Rate, string Provider, bool ReverseCharge)> FindAsync(TaxPlace place, CancellationToken cancellationToken)
    {
        var provider = providers.First(candidate => candidate.Covers(place.Country));
        if (TaxRules.IsReverseCharge(place, options.Value.SellerCountry))
            return (null, provider.Name, true);
        return (await provider.FindAsync(place, cancellationToken), provider.Name, false);
    }

    private async Task<string> StripeTaxRateAsync(TaxRateRow rate, CancellationToken cancellationToken)
    {
        if (await database.AsSystemAsync(work => rates.FindStripeIdAsync(work, rate), cancellationToken) is { } known)
            return known;
        var id = intents.NewId();
        var create = new TaxRateCreateOptions
        {
            DisplayName = rate.DisplayName,
            Percentage = rate.Percentage,
            Inclusive = false,
            Country = rate.Country,
            State = rate.State,
            TaxType = rate.TaxType,
            Metadata = new Dictionary<string, string> { [MetadataKeys.OperationId] = id.ToString() },
        };
        var outcome = await intents.RunAsync(
            new IntentPlan
            {
                TenantId = null,
                Id = id,
                Kind = "tax.rate.create",
                NaturalKey = string.Create(CultureInfo.InvariantCulture, $"{rate.Country}:{rate.State}:{rate.Percentage:0.####}:{rate.DisplayName}"),
                ObjectType = ObjectType,
                Call = await StripeCall.CaptureAsync(stripe => stripe.V1.TaxRates.CreateAsync(create, cancellationToken: cancellationToken)),
                Actor = "system",
            },
            cancellationToken);
        var stripeId = outcome.EnsureSucceeded();
        await database.AsSystemAsync(work => rates.AddStripeIdAsync(work, rate, stripeId), cancellationToken);
        return stripeId;
    }
}

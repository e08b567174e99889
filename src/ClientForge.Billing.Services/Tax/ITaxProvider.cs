using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Tax;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Services.Tax;

/// <summary>Somebody who knows what is levied at a place.</summary>
public interface ITaxProvider
{
    /// <summary>As it is shown in answers.</summary>
    string Name { get; }

    bool Covers(string country);

    /// <returns>Null where nothing is levied.</returns>
    /// <exception cref="Errors.BillingException">The provider failed, or the place is not complete.</exception>
    Task<TaxRateRow?> FindAsync(TaxPlace place, CancellationToken cancellationToken);
}

/// <summary>The table in the database.</summary>
internal sealed class TableTaxProvider(Database database, TaxRateRepository rates, TimeProvider time) : ITaxProvider
{
    public string Name => "table";

    public bool Covers(string country) => true;

    public Task<TaxRateRow?> FindAsync(TaxPlace place, CancellationToken cancellationToken)
    {
        // The United States tax by state only: without one the answer would be a zero that nobody meant.
        if (place is { Country: "US", State: null or "" })
            throw BillingException.Invalid("tax_address_incomplete", "state", "Tax in the United States needs the state.");
        return FindInTableAsync(place, cancellationToken);
    }

    private Task<TaxRateRow?> FindInTableAsync(TaxPlace place, CancellationToken cancellationToken) => database.AsSystemAsync(
        work => rates.FindAsync(work, place.Country, place.State, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)), cancellationToken);
}

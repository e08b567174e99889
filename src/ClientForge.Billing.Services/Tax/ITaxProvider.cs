using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Tax;

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

    public Task<TaxRateRow?> FindAsync(TaxPlace place, CancellationToken cancellationToken) => database.AsSystemAsync(
        work => rates.FindAsync(work, place.Country, place.State, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)), cancellationToken);
}

namespace ClientForge.Billing.Data.Tax;

/// <summary>What is levied at a place from a day on.</summary>
public sealed record TaxRateRow
{
    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }

    /// <summary>Null for the whole country.</summary>
    public string? State { get; init; }

    /// <summary>Percent.</summary>
    public required decimal Percentage { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>Stripe's word: <c>vat</c>, <c>gst</c>, <c>sales_tax</c>, …</summary>
    public required string TaxType { get; init; }
}

/// <summary>A Stripe tax rate that was made here.</summary>
public sealed record StripeTaxRateRow
{
    public required string StripeTaxRateId { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>Percent.</summary>
    public required decimal Percentage { get; init; }
}

/// <summary>The table of rates, and the Stripe tax rates that stand for them.</summary>
public sealed class TaxRateRepository
{
    /// <summary>The rate in force at a place on a day; a state's own one before its country's.</summary>
    public Task<TaxRateRow?> FindAsync(Work work, string country, string? state, DateOnly day) => work.QueryFirstAsync<TaxRateRow>(
        """
        select country, state, percentage, display_name, tax_type from tax_rates
        where country = @country and (state is null or state = @state) and valid_from <= @day
        order by state is null, valid_from desc
        limit 1
        """,
        new { country, state, day });

    /// <summary>Stripe's id of the tax rate that was made for a rate.</summary>
    public Task<string?> FindStripeIdAsync(Work work, TaxRateRow rate) => work.QueryFirstAsync<string>(
        """
        select stripe_tax_rate_id from stripe_tax_rates
        where country = @Country and state = coalesce(@State, '') and percentage = @Percentage and display_name = @DisplayName
        """,
        rate);

    /// <summary>Those of these Stripe tax rates that were made here.</summary>
    public Task<IReadOnlyList<StripeTaxRateRow>> ListByStripeIdsAsync(Work work, IReadOnlyCollection<string> stripeIds) => work.QueryAsync<StripeTaxRateRow>(
        "select stripe_tax_rate_id, display_name, percentage from stripe_tax_rates where stripe_tax_rate_id = any(@ids)",
        new { ids = stripeIds.ToArray() });

    public Task AddStripeIdAsync(Work work, TaxRateRow rate, string stripeTaxRateId) => work.ExecuteAsync(
        """
        insert into stripe_tax_rates (country, state, percentage, display_name, stripe_tax_rate_id)
        values (@Country, coalesce(@State, ''), @Percentage, @DisplayName, @stripeTaxRateId)
        on conflict do nothing
        """,
        new { rate.Country, rate.State, rate.Percentage, rate.DisplayName, stripeTaxRateId });
}

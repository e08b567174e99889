using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ClientForge.Billing.Data.Tax;
using ClientForge.Billing.Services.Errors;
using Microsoft.Extensions.Options;

namespace ClientForge.Billing.Services.Tax;

/// <summary>
/// TaxJar's SmartCalcs API (https://developers.taxjar.com/api/reference/#post-calculate-sales-tax-for-an-order), asked for the
/// rate at an address. Amounts are rounded by ourselves, so that they round alike whoever gave the rate.
/// </summary>
internal sealed class TaxJarProvider(HttpClient http, IOptions<TaxJarOptions> options) : ITaxProvider
{
    // The rate does not depend on the amount; any positive one is allowed.
    private const decimal ProbeAmount = 100m;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public string Name => "taxjar";

    public bool Covers(string country) => !string.IsNullOrEmpty(options.Value.ApiKey) && TaxRules.NeedsAddress(country);

    public async Task<TaxRateRow?> FindAsync(TaxPlace place, CancellationToken cancellationToken)
    {
        var request = new { ToCountry = place.Country, ToState = place.State, ToZip = place.PostalCode, ToCity = place.City, Amount = ProbeAmount, Shipping = 0m };
        var answer = await SendAsync(request, cancellationToken);
        return answer is not { Tax: { HasNexus: true, Rate: > 0 } tax } ? null : new TaxRateRow
        {
            Country = place.Country,
            State = place.State,
            Percentage = tax.Rate * 100,
            DisplayName = place.Country == "CA" ? "GST/HST" : "Sales tax",
            TaxType = place.Country == "CA" ? "hst" : "sales_tax",
        };
    }

    private async Task<Answer?> SendAsync(object request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.PostAsJsonAsync("v2/taxes", request, Json, cancellationToken);
            if (response.StatusCode == HttpStatusCode.BadRequest)
                throw BillingException.Invalid("tax_address_incomplete", "address", await DetailAsync(response, cancellationToken));
            if (!response.IsSuccessStatusCode)
                throw Failed();
            return await response.Content.ReadFromJsonAsync<Answer>(Json, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Failed();
        }
    }

    private static async Task<string> DetailAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        (await response.Content.ReadFromJsonAsync<Problem>(Json, cancellationToken))?.Detail ?? "The address does not suffice to find the tax.";

    private static BillingException Failed() => BillingException.Upstream("tax_provider_failed", "The tax provider could not be reached or failed.");

    private sealed record Answer(TaxAnswer? Tax);

    private sealed record TaxAnswer(decimal Rate, bool HasNexus);

    private sealed record Problem(string? Detail);
}

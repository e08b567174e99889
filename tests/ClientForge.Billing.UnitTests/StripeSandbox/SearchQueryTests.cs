using System.Text.Json;
using ClientForge.Billing.StripeSandbox.Search;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.UnitTests.StripeSandbox;

public sealed class SearchQueryTests
{
    private static readonly JsonElement Row = JsonDocument.Parse(
        """{"email":"Ann@example.com","created":150,"name":null,"active":true,"metadata":{"tier":"gold","o'k":"1"}}""").RootElement;

    [Theory]
    [InlineData("email:\"ann@example.com\"", true)]
    [InlineData("email:'ann@example.com'", true)]
    [InlineData("-email:'ann@example.com'", false)]
    [InlineData("email~\"EXAMPLE\"", true)]
    [InlineData("email:'ann'", false)]
    [InlineData("created>149", true)]
    [InlineData("created<150", false)]
    [InlineData("created>=150 AND created<=150", true)]
    [InlineData("metadata[\"tier\"]:\"gold\"", true)]
    [InlineData("metadata['tier']:'silver' OR active:'true'", true)]
    [InlineData("metadata['tier']:'silver' AND active:'true'", false)]
    [InlineData("name:null", true)]
    [InlineData("metadata['none']:null", true)]
    public void Matches_Query_DecidesAsStripe(string query, bool matches) => Assert.Equal(matches, SearchQuery.Parse(query).Matches(Row));

    [Theory]
    [InlineData("")]
    [InlineData("email")]
    [InlineData("email:")]
    [InlineData("email:'a' email:'b'")]
    [InlineData("a:'1' AND b:'2' OR c:'3'")]
    [InlineData("email:'unfinished")]
    public void Parse_Nonsense_IsRefused(string query) => Assert.Throws<StripeError>(() => SearchQuery.Parse(query));
}

using System.ComponentModel.DataAnnotations;

namespace ClientForge.Billing.Services.Tax;

/// <summary>Section <c>TaxJar</c>. Without a key, every place is looked up in the table of rates.</summary>
public sealed class TaxJarOptions
{
    public const string Section = "TaxJar";

    public string? ApiKey { get; set; }

    [Required]
    [Url]
    public string ApiBase { get; set; } = "https://api.taxjar.com";

    /// <summary>Seconds that one request may take.</summary>
    [Range(1, 30)]
    public int TimeoutSeconds { get; set; } = 3;
}

/// <summary>Section <c>Tax</c>.</summary>
public sealed class TaxOptions
{
    public const string Section = "Tax";

    /// <summary>Where the seller is established, ISO 3166-1 alpha-2: no reverse charge applies within it.</summary>
    [RegularExpression("^[A-Z]{2}$")]
    public string SellerCountry { get; set; } = "US";
}

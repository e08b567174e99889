using System.ComponentModel.DataAnnotations;

namespace ClientForge.Billing.Services.Invoices;

/// <summary>Section <c>Documents</c>: who the seller is and how documents look.</summary>
public sealed class DocumentOptions
{
    public const string Section = "Documents";

    [Required]
    [StringLength(200)]
    public string SellerName { get; set; } = "ClientForge";

    /// <summary>Lines separated by <c>|</c>.</summary>
    [StringLength(1000)]
    public string SellerAddress { get; set; } = "";

    [EmailAddress]
    public string? SellerEmail { get; set; }

    [StringLength(50)]
    public string? SellerTaxId { get; set; }

    /// <summary><c>A4</c> or <c>Letter</c>.</summary>
    [AllowedValues("A4", "Letter")]
    public string PageSize { get; set; } = "A4";

    /// <summary>
    /// TrueType fonts for scripts that the built-in one lacks, such as Chinese, Japanese and Korean, divided by colons and asked in
    /// turn; those whose file does not exist are left out.
    /// </summary>
    public string FallbackFonts { get; set; } =
        "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf:/usr/share/fonts/truetype/nanum/NanumGothic.ttf";

    public DocumentParty Seller => new()
    {
        Name = SellerName,
        Address = SellerAddress.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        Email = SellerEmail,
        TaxId = SellerTaxId,
    };
}

using System.Globalization;
using ClientForge.Billing.Data.PaymentMethods;
using ClientForge.Billing.Services.Encryption;

namespace ClientForge.Billing.Services.PaymentMethods;

/// <summary>What is shown of a payment method. Bank accounts have no brand and no expiry.</summary>
public sealed record CardDetails(string? Brand, string? Last4, int? ExpMonth, int? ExpYear);

/// <summary>Puts card details into a row and takes them out: each column encrypted for itself and bound to its place.</summary>
public sealed class CardVault(FieldEncryption encryption)
{
    private const string Table = "payment_methods";

    /// <summary>The row with the details in it, encrypted.</summary>
    public PaymentMethodRow Seal(PaymentMethodRow row, CardDetails details) => row with
    {
        CardBrand = Encrypt(row, "card_brand", details.Brand),
        CardLast4 = Encrypt(row, "card_last4", details.Last4),
        CardExpMonth = Encrypt(row, "card_exp_month", details.ExpMonth?.ToString(CultureInfo.InvariantCulture)),
        CardExpYear = Encrypt(row, "card_exp_year", details.ExpYear?.ToString(CultureInfo.InvariantCulture)),
    };

    /// <exception cref="FieldTamperedException">A column was changed or moved here from another row.</exception>
    public CardDetails Open(PaymentMethodRow row) => new(
        Decrypt(row, "card_brand", row.CardBrand),
        Decrypt(row, "card_last4", row.CardLast4),
        Number(Decrypt(row, "card_exp_month", row.CardExpMonth)),
        Number(Decrypt(row, "card_exp_year", row.CardExpYear)));

    private static int? Number(string? text) => text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);

    private static FieldAddress Address(PaymentMethodRow row, string column) => new(row.TenantId, Table, column, row.Id);

    private string? Encrypt(PaymentMethodRow row, string column, string? value) =>
        value is null ? null : encryption.Encrypt(value, Address(row, column));

    private string? Decrypt(PaymentMethodRow row, string column, string? value) =>
        value is null ? null : encryption.Decrypt(value, Address(row, column));
}

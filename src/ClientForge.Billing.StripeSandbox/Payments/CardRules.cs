using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

internal sealed record CardInput(string Number, long Month, long Year, string? Cvc);

/// <summary>Checks of a card's data before any bank is asked; refusals are card errors with 402.</summary>
internal static class CardRules
{
    private const int YearsAhead = 50;

    public static void RequirePlausible(long now, CardInput card)
    {
        if (!card.Number.All(char.IsAsciiDigit) || card.Number.Length is < 12 or > 19)
            throw Refuse("invalid_number", "The card number is not a valid credit card number.", "number");
        if (!PassesLuhn(card.Number))
            throw Refuse("incorrect_number", "Your card number is incorrect.", "number");
        if (card.Month is < 1 or > 12)
            throw Refuse("invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month");
        var today = DateTimeOffset.FromUnixTimeSeconds(now);
        var year = FullYear(card.Year);
        if (year > today.Year + YearsAhead || year < today.Year || (year == today.Year && card.Month < today.Month))
            throw Refuse("invalid_expiry_year", "Your card's expiration year is invalid.", "exp_year");
        var digits = card.Number.StartsWith("34", StringComparison.Ordinal) || card.Number.StartsWith("37", StringComparison.Ordinal) ? 4 : 3;
        if (card.Cvc is { } cvc && (!cvc.All(char.IsAsciiDigit) || (cvc.Length != digits && cvc.Length != 3)))
            throw Refuse("invalid_cvc", "Your card's security code is invalid.", "cvc");
    }

    /// <summary>Two-digit years belong to this century.</summary>
    public static long FullYear(long year) => year is >= 0 and < 100 ? 2000 + year : year;

    /// <summary>A number that is no test card.</summary>
    public static StripeError LiveCard() => new(402, "Your card was declined. Your request was in test mode, but used a non test (live) card. For a list of valid test cards, visit: https://stripe.com/docs/testing.")
    {
        Type = "card_error",
        Code = "card_declined",
        DeclineCode = "test_mode_live_card",
        Param = "number",
    };

    public static bool PassesLuhn(string number)
    {
        var sum = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var digit = number[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit > 4 ? (digit * 2) - 9 : digit * 2;
        }

        return sum % 10 == 0;
    }

    private static StripeError Refuse(string code, string message, string field) =>
        new(402, message) { Type = "card_error", Code = code, Param = field };
}

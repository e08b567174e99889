using System.Collections.Frozen;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>Finds test instruments by name, token or number.</summary>
internal static class TestInstruments
{
    private static readonly FrozenDictionary<string, TestInstrument> ByName =
        TestCards.All.Concat(TestBanks.All).ToFrozenDictionary(instrument => instrument.Name);

    private static readonly FrozenDictionary<string, TestInstrument> ByToken = Tokens();

    private static readonly FrozenDictionary<string, TestInstrument> ByNumber = TestCards.All.Concat(TestBanks.All)
        .Where(instrument => instrument.Number is not null)
        .DistinctBy(instrument => instrument.Number)
        .ToFrozenDictionary(instrument => instrument.Number!);

    /// <summary>The instrument a payment method was made from.</summary>
    public static TestInstrument Of(PaymentMethod method) => ByName[method.Instrument];

    /// <summary>The instrument of <c>pm_card_…</c>, <c>tok_…</c> and the bank tokens; null for anything else.</summary>
    public static TestInstrument? ByTokenName(string token) => ByToken.GetValueOrDefault(token);

    /// <summary>The instrument of a card number, account number or IBAN.</summary>
    public static TestInstrument? WithNumber(string number) => ByNumber.GetValueOrDefault(number);

    /// <summary>Tokens as documented, plus Stripe's older spellings without the brand and as <c>tok_</c>.</summary>
    private static FrozenDictionary<string, TestInstrument> Tokens()
    {
        var tokens = new Dictionary<string, TestInstrument>();
        foreach (var instrument in TestCards.All.Concat(TestBanks.All))
        {
            tokens.TryAdd(instrument.Token, instrument);
            if (instrument.Type != "card")
                continue;
            tokens.TryAdd("tok_" + instrument.Name, instrument);
            if (instrument.Name.StartsWith("visa_charge", StringComparison.Ordinal))
            {
                tokens.TryAdd("pm_card_" + instrument.Name["visa_".Length..], instrument);
                tokens.TryAdd("tok_" + instrument.Name["visa_".Length..], instrument);
            }
        }

        return tokens.ToFrozenDictionary();
    }
}

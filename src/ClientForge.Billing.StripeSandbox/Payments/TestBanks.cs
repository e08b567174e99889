namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>Stripe's test bank accounts: US accounts and SEPA IBANs (https://docs.stripe.com/testing).</summary>
internal static class TestBanks
{
    /// <summary>How long a debit stays in processing, in seconds; the delayed ones wait at least three minutes.</summary>
    private const long Soon = 5;
    private const long Delayed = 180;

    public static IReadOnlyList<TestInstrument> All { get; } = [.. UsAccounts(), .. Sepa("at", "AT", AtIbans), .. Sepa("de", "DE", DeIbans)];

    private static Dictionary<string, string> AtIbans => new()
    {
        ["success"] = "AT611904300234573201", ["successDelayed"] = "AT321904300235473204", ["failed"] = "AT861904300235473202",
        ["failedDelayed"] = "AT051904300235473205", ["disputed"] = "AT591904300235473203",
        ["exceedsWeeklyVolumeLimit"] = "AT981904300000343434", ["exceedsWeeklyTransactionLimit"] = "AT601904300000121212",
    };

    private static Dictionary<string, string> DeIbans => new()
    {
        ["success"] = "DE89370400440532013000", ["failed"] = "DE62370400440532013001", ["insufficientFunds"] = "DE65370400440532013002", ["disputed"] = "DE35370400440532013002",
    };

    private static IEnumerable<TestInstrument> UsAccounts() =>
    [
        Us("success", "000123456789", null),
        Us("accountClosed", "000111111113", Failure("account_closed", "The customer's bank account has been closed.")),
        Us("noAccount", "000111111116", Failure("no_account", "The customer's bank account could not be located.")),
        Us("insufficientFunds", "000222222227", Failure("insufficient_funds", "The customer's account has insufficient funds to cover this payment.")),
        Us("debitNotAuthorized", "000333333335", Failure("debit_not_authorized", "The customer has notified their bank that this payment was unauthorized.")),
        Us("invalidCurrency", "000444444440", Failure("invalid_currency", "The bank account cannot be charged in this currency.")),
        Us("processing", "000000000009", null) with { SettlesAfter = null },
        Us("dispute", "000555555559", null) with { Dispute = new("fraudulent") },
        Us("failMicrodeposits", "000666666661", null) with { RefusesMicrodeposits = true },
        Us("riskLevelHighest", "000000004954", Failure("charge_exceeds_source_limit", "The payment was blocked as too risky.")),
        Us("weeklyLimitExceeded", "000777777771", Failure("charge_exceeds_weekly_limit", "The payment exceeds the weekly limit of the account.")),
    ];

    private static TestInstrument Us(string name, string account, Decline? decline) => new("us_" + name)
    {
        Type = "us_bank_account",
        Token = "pm_usBankAccount_" + name,
        Number = account,
        Decline = decline,
        SettlesAfter = Soon,
        Supports3ds = false,
    };

    private static IEnumerable<TestInstrument> Sepa(string suffix, string country, Dictionary<string, string> ibans) =>
        ibans.Select(iban => new TestInstrument($"sepa_{iban.Key}_{suffix}")
        {
            Type = "sepa_debit",
            Token = $"pm_{iban.Key}_{suffix}",
            Number = iban.Value,
            Country = country,
            Decline = SepaDecline(iban.Key),
            Dispute = iban.Key == "disputed" ? new("fraudulent") : null,
            SettlesAfter = iban.Key.EndsWith("Delayed", StringComparison.Ordinal) ? Delayed : Soon,
            Supports3ds = false,
        });

    private static Decline? SepaDecline(string name) => name switch
    {
        "failed" or "failedDelayed" => Failure("generic_could_not_process", "The payment could not be processed."),
        "insufficientFunds" => Failure("insufficient_funds", "The customer's account has insufficient funds to cover this payment."),
        "exceedsWeeklyVolumeLimit" => Failure("charge_exceeds_source_limit", "The payment exceeds the weekly volume limit."),
        "exceedsWeeklyTransactionLimit" => Failure("charge_exceeds_weekly_limit", "The payment exceeds the weekly transaction limit."),
        _ => null,
    };

    private static Decline Failure(string code, string message) => new("payment_intent_payment_attempt_failed", code, message);
}

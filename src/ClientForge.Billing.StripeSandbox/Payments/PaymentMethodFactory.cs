using System.Security.Cryptography;
using System.Text;
using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>Makes payment methods: from test tokens, and from the parameters of a create.</summary>
internal static class PaymentMethodFactory
{
    /// <summary>
    /// The payment method an id names. A test token gives a fresh, saved copy, as Stripe does.
    /// </summary>
    public static PaymentMethod Resolve(UnitOfWork work, string id, string param = "payment_method") =>
        work.Find<PaymentMethod>(id) ?? (TestInstruments.ByTokenName(id) is { } instrument && id.StartsWith("pm_", StringComparison.Ordinal)
            ? work.Save(FromInstrument(work, instrument))
            : throw Errors.NoSuchInBody("PaymentMethod", id, param));

    /// <summary>Reads the parameters of <c>POST /v1/payment_methods</c> or <c>payment_method_data</c>; not saved.</summary>
    public static PaymentMethod Read(UnitOfWork work, Params parameters)
    {
        var type = parameters.Word("type", "card", "sepa_debit", "us_bank_account") ?? throw Errors.Missing(parameters.Path("type"));
        var billing = Billing(parameters, new BillingDetails());
        var method = type switch
        {
            "card" => ReadCard(work, parameters),
            "sepa_debit" => ReadSepa(work, parameters, billing),
            _ => ReadUsAccount(work, parameters),
        };
        return method with
        {
            AllowRedisplay = parameters.Word("allow_redisplay", "always", "limited", "unspecified") ?? "unspecified",
            BillingDetails = billing,
            Metadata = parameters.Metadata(),
        };
    }

    /// <summary>Billing details merged over the present ones.</summary>
    public static BillingDetails Billing(Params parameters, BillingDetails current)
    {
        if (parameters.Hash("billing_details") is not { } hash)
            return current;
        return current with
        {
            Address = hash.Address("address", current.Address) ?? new Address(),
            Email = hash.Text("email").Or(current.Email),
            Name = hash.Text("name").Or(current.Name),
            Phone = hash.Text("phone").Or(current.Phone),
            TaxId = hash.Text("tax_id").Or(current.TaxId),
        };
    }

    /// <summary>A fresh copy of a test instrument, not saved.</summary>
    public static PaymentMethod FromInstrument(UnitOfWork work, TestInstrument instrument)
    {
        var blank = Blank(work, instrument) with { IsOfToken = true };
        return instrument.Type switch
        {
            "card" => blank with { Card = Card(instrument, 12, ExpiryYear(work), hasCvc: true) },
            "sepa_debit" => blank with { SepaDebit = Sepa(instrument, instrument.Number!) },
            _ => blank with { UsBankAccount = UsAccount(instrument, instrument.Number!, "individual", "checking", "110000000") },
        };
    }

    private static long ExpiryYear(UnitOfWork work) => DateTimeOffset.FromUnixTimeSeconds(work.Now).Year + 4;

    private static PaymentMethod Blank(UnitOfWork work, TestInstrument instrument) => new()
    {
        Id = Ids.New("pm"),
        BillingDetails = new BillingDetails(),
        Created = work.Now,
        Instrument = instrument.Name,
        Metadata = MetadataRules.None,
        Type = instrument.Type,
    };

    private static PaymentMethod ReadCard(UnitOfWork work, Params parameters)
    {
        var hash = parameters.Hash("card") ?? throw Errors.Missing(parameters.Path("card"));
        if (hash.String("token") is { } token)
        {
            return TestInstruments.ByTokenName(token) is { Type: "card" } known
                ? FromInstrument(work, known)
                : throw Errors.NoSuchInBody("token", token, hash.Path("token"));
        }

        var number = hash.RequiredString("number").Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        var month = hash.RequiredLong("exp_month");
        var year = hash.RequiredLong("exp_year");
        var cvc = hash.String("cvc");
        hash.Ignore("networks");
        CardRules.RequirePlausible(work.Now, new CardInput(number, month, year, cvc));
        var instrument = TestInstruments.WithNumber(number) is { Type: "card" } found ? found : throw CardRules.LiveCard();
        return Blank(work, instrument) with { Card = Card(instrument, month, CardRules.FullYear(year), cvc is not null) };
    }

    private static PaymentMethod ReadSepa(UnitOfWork work, Params parameters, BillingDetails billing)
    {
        var hash = parameters.Hash("sepa_debit") ?? throw Errors.Missing(parameters.Path("sepa_debit"));
        var iban = hash.RequiredString("iban").Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (billing is not { Email: not null, Name: not null })
            throw Errors.Missing(parameters.Path(billing.Name is null ? "billing_details[name]" : "billing_details[email]"));
        return TestInstruments.WithNumber(iban) is { Type: "sepa_debit" } instrument
            ? Blank(work, instrument) with { SepaDebit = Sepa(instrument, iban) }
            : throw Errors.Parameter("The IBAN you provided is invalid.", hash.Path("iban"), "invalid_bank_account_iban");
    }

    private static PaymentMethod ReadUsAccount(UnitOfWork work, Params parameters)
    {
        var hash = parameters.Hash("us_bank_account") ?? throw Errors.Missing(parameters.Path("us_bank_account"));
        var account = hash.RequiredString("account_number");
        var routing = hash.RequiredString("routing_number");
        var holder = hash.Word("account_holder_type", "individual", "company") ?? throw Errors.Missing(hash.Path("account_holder_type"));
        var type = hash.Word("account_type", "checking", "savings") ?? "checking";
        return TestInstruments.WithNumber(account) is { Type: "us_bank_account" } instrument && routing == "110000000"
            ? Blank(work, instrument) with { UsBankAccount = UsAccount(instrument, account, holder, type, routing) }
            : throw Errors.Parameter("You must use a test bank account number in test mode.", hash.Path("account_number"), "account_number_invalid");
    }

    private static CardDetails Card(TestInstrument instrument, long month, long year, bool hasCvc) => new()
    {
        Brand = instrument.Brand,
        Checks = new CardChecks
        {
            AddressLine1Check = instrument.Line1Check,
            AddressPostalCodeCheck = instrument.PostalCheck,
            CvcCheck = hasCvc ? instrument.CvcCheck : null,
        },
        Country = instrument.Country,
        DisplayBrand = instrument.Brand,
        ExpMonth = month,
        ExpYear = year,
        Fingerprint = Fingerprint(instrument.Number!),
        Funding = instrument.Funding,
        Last4 = instrument.Last4,
        Networks = new CardNetworks([instrument.Brand], null),
        ThreeDSecureUsage = new ThreeDSecureUsage(instrument.Supports3ds),
    };

    private static SepaDebitDetails Sepa(TestInstrument instrument, string iban) => new()
    {
        BankCode = iban[4..9],
        BranchCode = "",
        Country = instrument.Country,
        Fingerprint = Fingerprint(iban),
        Last4 = iban[^4..],
    };

    private static UsBankAccountDetails UsAccount(TestInstrument instrument, string account, string holder, string type, string routing) => new()
    {
        AccountHolderType = holder,
        AccountType = type,
        Fingerprint = Fingerprint(routing + account),
        Last4 = instrument.Last4,
        RoutingNumber = routing,
    };

    /// <summary>The same number has the same fingerprint everywhere.</summary>
    private static string Fingerprint(string number) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(number)))[..16];
}

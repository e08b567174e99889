using System.Text.Json;
using static ClientForge.Billing.IntegrationTests.StripeSandbox.BillingSequenceTests;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>US bank accounts are proven by micro-deposits before they are set up or debited.</summary>
public sealed class MicrodepositTests
{
    private const string Prefix = "payment_method_microdeposit_";

    [Theory]
    [InlineData("32+45")]
    [InlineData("45+32")]
    [InlineData("SM11AA")]
    public async Task Setup_RightAnswer_SucceedsAndIsRemembered(string told)
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = (await sandbox.PostAsync("/v1/customers")).Id();
        var intent = default(JsonElement);
        Assert.Equal(
            ["setup_intent.created", "setup_intent.requires_action"],
            await NewsAsync(sandbox, async () => intent = await SetupAsync(sandbox, "pm_usBankAccount_success", customer)));
        Assert.Equal(("requires_action", "verify_with_microdeposits"), (intent.Text("status"), intent.Text("next_action.type")));
        Assert.Equal("descriptor_code", intent.Text("next_action.verify_with_microdeposits.microdeposit_type"));
        Assert.Equal(BillingSandbox.At("2026-01-16"), intent.Long("next_action.verify_with_microdeposits.arrival_date"));

        var done = default(JsonElement);
        Assert.Equal(
            ["payment_method.attached", "setup_intent.succeeded"],
            await NewsAsync(sandbox, async () => done = await sandbox.PostAsync(Verification(intent), Told(told))));
        Assert.Equal(("succeeded", true, false), (done.Text("status"), done.IsNull("next_action"), done.IsNull("mandate")));
        var payment = await PayAsync(sandbox, done.Text("payment_method"), ("customer", customer), ("off_session", true));
        Assert.Equal("processing", payment.Text("status"));
    }

    [Theory]
    [InlineData("10+11", "verification_attempts_exceeded")]
    [InlineData("SM33CC", "verification_attempts_exceeded")]
    [InlineData("40+41", "verification_timeout")]
    [InlineData("SM44DD", "verification_timeout")]
    public async Task SetupAndPayment_SimulatedFailure_WantAnotherMethod(string told, string code)
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        foreach (var (intent, failed, error) in new[]
        {
            (await SetupAsync(sandbox, "pm_usBankAccount_success"), "setup_intent.setup_failed", "last_setup_error"),
            (await PayAsync(sandbox, "pm_usBankAccount_success"), "payment_intent.payment_failed", "last_payment_error"),
        })
        {
            var refused = default(JsonElement);
            Assert.Equal([failed], await NewsAsync(sandbox, async () => refused = await sandbox.RefusedAsync(400, Verification(intent), Told(told))));
            Assert.Equal(("invalid_request_error", Prefix + code), (refused.Text("type"), refused.Text("code")));
            var after = await sandbox.GetAsync(Path(intent));
            Assert.Equal(("requires_payment_method", Prefix + code), (after.Text("status"), after.Text(error + ".code")));
            Assert.True(after.IsNull("next_action") && after.IsNull("payment_method"));
        }
    }

    [Theory]
    [InlineData("pm_usBankAccount_success", "succeeded", new[] { "charge.succeeded", "payment_intent.succeeded" })]
    [InlineData("pm_usBankAccount_insufficientFunds", "requires_payment_method", new[] { "charge.failed", "payment_intent.payment_failed" })]
    public async Task Payment_RightAnswer_IsDebitedThen(string account, string status, string[] answer)
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var intent = default(JsonElement);
        Assert.Equal(
            ["payment_intent.created", "payment_intent.requires_action"], await NewsAsync(sandbox, async () => intent = await PayAsync(sandbox, account)));
        Assert.Equal(
            ["payment_intent.processing", "charge.pending"], await NewsAsync(sandbox, () => sandbox.PostAsync(Verification(intent), Told("32+45"))));
        Assert.Equal(answer, await NewsAsync(sandbox, () => sandbox.AdvanceToAsync("2026-01-15T00:01:00")));
        Assert.Equal(status, (await sandbox.GetAsync(Path(intent))).Text("status"));
    }

    [Theory]
    [InlineData("1+2", 3, "amounts_mismatch")]
    [InlineData("SM99ZZ", 10, "descriptor_code_mismatch")]
    public async Task WrongAnswer_IsCountedUntilTheTriesAreUsedUp(string told, int tries, string code)
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        foreach (var intent in new[] { await SetupAsync(sandbox, "pm_usBankAccount_success"), await PayAsync(sandbox, "pm_usBankAccount_success") })
        {
            for (var left = tries - 1; left > 0; left--)
            {
                var refused = await sandbox.RefusedAsync(400, Verification(intent), Told(told));
                Assert.Equal(Prefix + "verification_" + code, refused.Text("code"));
                Assert.Contains($"You have {left} verification attempts remaining.", refused.Text("message"), StringComparison.Ordinal);
                Assert.Equal("requires_action", (await sandbox.GetAsync(Path(intent))).Text("status"));
            }

            Assert.Equal(Prefix + "verification_attempts_exceeded", (await sandbox.RefusedAsync(400, Verification(intent), Told(told))).Text("code"));
            Assert.Equal("requires_payment_method", (await sandbox.GetAsync(Path(intent))).Text("status"));
        }
    }

    [Fact]
    public async Task MalformedAnswer_IsNamedAndNotCounted()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var intent = await SetupAsync(sandbox, "pm_usBankAccount_success");
        async Task<string> Code(params (string, object)[] form) => (await sandbox.RefusedAsync(400, Verification(intent), form)).Text("code");
        Assert.Equal("parameter_missing", await Code());
        Assert.Equal("parameters_exclusive", await Code(("amounts[0]", 32), ("amounts[1]", 45), ("descriptor_code", "SM11AA")));
        Assert.Equal("parameter_invalid_integer", await Code(("amounts[0]", "x"), ("amounts[1]", 45)));
        Assert.Equal("parameter_invalid_integer", await Code(("amounts[0]", -32), ("amounts[1]", 45)));
        Assert.Equal(Prefix + "verification_amounts_invalid", await Code(("amounts[0]", 32)));
        Assert.Equal(Prefix + "verification_amounts_invalid", await Code(("amounts[0]", 32), ("amounts[1]", 45), ("amounts[2]", 1)));
        Assert.Equal("succeeded", (await sandbox.PostAsync(Verification(intent), Told("32+45"))).Text("status"));
    }

    [Fact]
    public async Task Verification_OfWhatDoesNotWaitForIt_IsRefused()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var done = await SetupAsync(sandbox, "pm_usBankAccount_success");
        await sandbox.PostAsync(Verification(done), Told("32+45"));
        var canceled = await SetupAsync(sandbox, "pm_usBankAccount_success");
        await sandbox.PostAsync(Path(canceled) + "/cancel");
        var bank = await PayAsync(sandbox, "pm_card_authenticationRequired");
        Assert.Equal("requires_action", bank.Text("status"));
        foreach (var (intent, code) in new[] { (done, "setup_intent"), (canceled, "setup_intent"), (bank, "payment_intent") })
            Assert.Equal(code + "_unexpected_state", (await sandbox.RefusedAsync(400, Verification(intent), Told("32+45"))).Text("code"));
        Assert.Equal("resource_missing", (await sandbox.RefusedAsync(404, "/v1/setup_intents/seti_none/verify_microdeposits", Told("32+45"))).Text("code"));
    }

    [Fact]
    public async Task NobodyTells_TimesOutAfterTenDays()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var setup = await SetupAsync(sandbox, "pm_usBankAccount_success");
        var payment = await PayAsync(sandbox, "pm_usBankAccount_success");
        Assert.Empty(await NewsAsync(sandbox, () => sandbox.AdvanceToAsync("2026-01-24T23:59:59")));
        Assert.Equal(
            ["setup_intent.setup_failed", "payment_intent.payment_failed"], await NewsAsync(sandbox, () => sandbox.AdvanceToAsync("2026-01-25T00:00:00")));
        Assert.Equal(Prefix + "verification_timeout", (await sandbox.GetAsync(Path(setup))).Text("last_setup_error.code"));
        Assert.Equal(Prefix + "verification_timeout", (await sandbox.GetAsync(Path(payment))).Text("last_payment_error.code"));
    }

    [Fact]
    public async Task AccountThatRefusesDeposits_FailsByItself()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var setup = await SetupAsync(sandbox, "pm_usBankAccount_failMicrodeposits");
        Assert.Equal(["setup_intent.setup_failed"], await NewsAsync(sandbox, () => sandbox.AdvanceToAsync("2026-01-15T00:00:05")));
        Assert.Equal(Prefix + "failed", (await sandbox.GetAsync(Path(setup))).Text("last_setup_error.code"));
    }

    [Theory]
    [InlineData("approve", "succeeded", "processing")]
    [InlineData("fail", "requires_payment_method", "requires_payment_method")]
    public async Task Page_OfTheSandbox_DecidesToo(string outcome, string setUp, string paid)
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        foreach (var (intent, status) in new[]
        {
            (await SetupAsync(sandbox, "pm_usBankAccount_success"), setUp), (await PayAsync(sandbox, "pm_usBankAccount_success"), paid),
        })
        {
            var page = new Uri(intent.Text("next_action.verify_with_microdeposits.hosted_verification_url")).AbsolutePath;
            await sandbox.ControlAsync(page, new { outcome });
            Assert.Equal(status, (await sandbox.GetAsync(Path(intent))).Text("status"));
        }
    }

    [Fact]
    public async Task FirstInvoice_ByAnUnprovenAccount_OpensTheSubscriptionOnceProven()
    {
        await using var sandbox = await BillingSandbox.StartAsync();
        var customer = (await sandbox.PostAsync("/v1/customers")).Id();
        var account = await sandbox.PostAsync(
            "/v1/payment_methods", ("type", "us_bank_account"), ("us_bank_account[account_number]", "000123456789"),
            ("us_bank_account[routing_number]", "110000000"), ("us_bank_account[account_holder_type]", "individual"));
        await sandbox.PostAsync($"/v1/payment_methods/{account.Id()}/attach", ("customer", customer));
        var subscription = await sandbox.SubscribeAsync(
            customer, await sandbox.PriceAsync(2000), ("default_payment_method", account.Id()), ("expand[]", "latest_invoice.payments"));
        Assert.Equal("incomplete", subscription.Text("status"));
        var intent = await sandbox.GetAsync("/v1/payment_intents/" + subscription.Text("latest_invoice.payments.data.0.payment.payment_intent"));
        await sandbox.PostAsync(Verification(intent), Told("SM11AA"));
        Assert.Equal("active", (await sandbox.GetAsync($"/v1/subscriptions/{subscription.Id()}")).Text("status"));
    }

    private static Task<JsonElement> SetupAsync(BillingSandbox sandbox, string account, string? customer = null) => sandbox.PostAsync(
        "/v1/setup_intents",
        [
            ("payment_method", account), ("payment_method_types[]", "us_bank_account"), ("confirm", true), .. Customer(customer),
        ]);

    private static IEnumerable<(string Name, object Value)> Customer(string? customer) => customer is null ? [] : [("customer", customer)];

    private static Task<JsonElement> PayAsync(BillingSandbox sandbox, string method, params (string Name, object Value)[] more) => sandbox.PostAsync(
        "/v1/payment_intents",
        [
            ("amount", 2000), ("currency", "usd"), ("payment_method", method), ("payment_method_types[0]", "us_bank_account"), ("confirm", true), .. more,
        ]);

    /// <summary>What the customer tells: <c>32+45</c> are amounts, anything else is a descriptor code.</summary>
    private static (string Name, object Value)[] Told(string told) => told.Split('+') is [var first, var second]
        ? [("amounts[]", first), ("amounts[]", second)]
        : [("descriptor_code", told)];

    private static string Path(JsonElement intent) => $"/v1/{intent.Text("object")}s/{intent.Id()}";

    private static string Verification(JsonElement intent) => Path(intent) + "/verify_microdeposits";
}

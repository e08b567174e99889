using System.Text.Json;
using ClientForge.Billing.Data;
using ClientForge.Billing.Services.Dunning;
using ClientForge.Billing.Services.Notifications;
using ClientForge.Billing.Services.PaymentMethods;
using ClientForge.Billing.Services.Plans;
using ClientForge.Billing.Services.Subscriptions;
using Microsoft.Extensions.Options;

namespace ClientForge.Billing.UnitTests.Notifications;

public sealed class MailComposerTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 4, 15, 30, 0, TimeSpan.Zero);
    private static readonly MailSettings Settings = new() { ProductName = "ClientForge", PortalUrl = "https://crm.example/billing" };
    private static readonly MailComposer Composer = new(Options.Create(Settings));

    [Fact]
    public void Invoice_ToBePaid_CarriesNumberAmountDateAndLink()
    {
        var mail = Compose(MailTemplateNames.Invoice, Invoice());

        Assert.Equal("Invoice CF-0001 from ClientForge: $19.99", mail.Subject);
        Both(mail, "Hello Zoë,", "Your invoice CF-0001 is ready", "$19.99", "4 March 2026", "https://pay.example/1");
    }

    [Fact]
    public void Invoice_ChargedAutomatically_AsksForNothing()
    {
        var mail = Compose(MailTemplateNames.Invoice, Invoice() with { ChargedAutomatically = true });

        Both(mail, "There is nothing to do");
        Assert.DoesNotContain("Pay the invoice", mail.Text);
    }

    [Theory]
    [InlineData(true, "Your subscription of Basic has been canceled", "ended on 4 March 2026, 15:30 UTC")]
    [InlineData(false, "Your subscription of Basic is canceled and ends on 4 March 2026", "goes on until 4 March 2026, 15:30 UTC")]
    public void Canceled_NowOrLater_SaysWhen(bool hasEnded, string subject, string sentence)
    {
        var mail = Compose(SubscriptionCanceledMail.Template, new SubscriptionCanceledMail { PlanName = "Basic", EndsAt = Day, HasEnded = hasEnded });

        Assert.Equal(subject, mail.Subject);
        Both(mail, sentence);
    }

    [Fact]
    public void PlanChanged_ToAnother_SaysWhatItCostsFromWhen()
    {
        var changed = new PlanChangedMail { OldPlanName = "Basic", NewPlanName = "Professional", Amount = 9_800, Currency = "usd", Interval = "month", NextInvoiceAt = Day };

        Assert.Equal("Your plan has changed from Basic to Professional", Compose(PlanChangedMail.Template, changed).Subject);
        Both(Compose(PlanChangedMail.Template, changed), "$98.00 a month before discount and tax", "4 March 2026");
        Assert.Equal("Your Basic plan is now billed by the month", Compose(PlanChangedMail.Template, changed with { NewPlanName = "Basic" }).Subject);
    }

    [Fact]
    public void PriceChange_AnnouncedThenTakenBack_SaysBothSumsThenTheOldOne()
    {
        var price = new PriceChangeMail { PlanName = "Basic", OldTotal = 1_400, NewTotal = 1_800, Currency = "usd", EffectiveAt = Day, NextInvoiceAt = Day.AddDays(9) };

        var notice = Compose(PriceChangeMail.Template, price);
        var back = Compose(PriceChangeMail.Template, price with { IsTakenBack = true });

        Assert.Equal("The price of your Basic plan changes with your invoice of 13 March 2026", notice.Subject);
        Both(notice, "$14.00", "$18.00", "From 4 March 2026 on");
        Assert.Equal("The price of your Basic plan stays as it was", back.Subject);
        Assert.DoesNotContain("$18.00", back.Text);
    }

    [Fact]
    public void Receipt_PaidInvoice_CarriesNumberAmountAndDay()
    {
        var mail = Compose(MailTemplateNames.Receipt, new ReceiptMail { InvoiceNumber = "CF-0001", AmountPaid = 500, Currency = "jpy", PaidAt = Day });

        Assert.Equal("Receipt from ClientForge: invoice CF-0001 is paid", mail.Subject);
        Both(mail, "Hello,", "¥500", "4 March 2026");
    }

    [Fact]
    public void PaymentFailed_RetryToCome_SaysAttemptNextTryAndSuspension()
    {
        var mail = Compose(DunningMails.PaymentFailed, Failed() with { DeclineCode = "insufficient_funds" });

        Assert.Equal("Payment failed for invoice CF-0001 (attempt 2 of 5)", mail.Subject);
        Both(mail, "insufficient funds", "We try again on 4 March 2026, 15:30 UTC", "suspended on 10 March 2026", "https://pay.example/1");
    }

    [Theory]
    [InlineData("stolen_card")]
    [InlineData("fraudulent")]
    [InlineData("lost_card")]
    public void PaymentFailed_ReasonNotForThePayer_IsNotNamed(string declineCode)
    {
        var mail = Compose(DunningMails.PaymentFailed, Failed() with { DeclineCode = declineCode, NextRetryAt = null });

        Both(mail, "We could not collect $19.99 for invoice CF-0001.", "We do not try again by ourselves");
        Assert.DoesNotContain(declineCode.Split('_')[0], mail.Text + mail.Html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void PaymentFailed_WithoutAPage_LinksToThePortal() =>
        Both(Compose(DunningMails.PaymentFailed, Failed() with { PaymentUrl = null }), "https://crm.example/billing");

    [Fact]
    public void ActionRequired_Subject_SaysSo()
    {
        var mail = Compose(DunningMails.PaymentActionRequired, Failed());

        Assert.Equal("Action required: confirm the payment of invoice CF-0001", mail.Subject);
        Both(mail, "Your bank asks you to confirm", "https://pay.example/1");
    }

    [Fact]
    public void Suspended_UnpaidInvoice_NamesItAndTheWayBack()
    {
        var mail = Compose(DunningMails.AccountSuspended, new AccountSuspendedMail
        {
            Reason = "payment_failed", InvoiceNumber = "CF-0001", AmountRemaining = 1999, Currency = "usd", PaymentUrl = "https://pay.example/1",
        });

        Assert.Equal("Your ClientForge account is suspended", mail.Subject);
        Both(mail, "invoice CF-0001 was not paid", "$19.99", "https://pay.example/1");
    }

    [Fact]
    public void Reactivated_Subject_SaysSo() =>
        Assert.Equal("Your ClientForge account is reactivated", Compose(DunningMails.AccountReactivated, new AccountReactivatedMail()).Subject);

    [Theory]
    [InlineData(true, "Your subscription then goes on for $49.00 a month")]
    [InlineData(false, "There is no card on file yet")]
    public void TrialEnding_WithOrWithoutCard_SaysWhatHappens(bool hasCard, string expected)
    {
        var mail = Compose(TrialEndingMail.Template, new TrialEndingMail
        {
            PlanName = "Professional", TrialEnd = Day, Amount = 4900, Currency = "usd", Interval = "month", HasPaymentMethod = hasCard,
        });

        Assert.Equal("Your trial of Professional ends on 4 March 2026", mail.Subject);
        Both(mail, expected);
    }

    [Fact]
    public void CardExpiring_DaysLeft_AreSaid()
    {
        var mail = Compose(CardExpiringMail.Template, new CardExpiringMail { DaysLeft = 14 });

        Assert.Equal("Your card is expiring", mail.Subject);
        Both(mail, "14 more days", "https://crm.example/billing");
    }

    [Fact]
    public void Compose_HostileName_CannotForgeHeadersOrMarkup()
    {
        var mail = Compose(MailTemplateNames.Invoice, Invoice() with
        {
            CustomerName = "<script>alert(1)</script>\r\nBcc: all@example.com",
            InvoiceNumber = "1\r\nX-Evil: 1\u202E",
            PaymentUrl = "javascript:alert(1)",
        });

        Assert.DoesNotContain("<script>", mail.Html);
        Assert.Contains("&lt;script&gt;", mail.Html);
        Assert.DoesNotContain('\n', mail.Subject);
        Assert.DoesNotContain('\u202E', mail.Subject + mail.Text);
        Assert.DoesNotContain(mail.Text.Split('\n'), line => line.StartsWith("Bcc:", StringComparison.Ordinal));
        Assert.DoesNotContain("javascript:", mail.Html + mail.Text);
    }

    [Fact]
    public void Compose_UnknownTemplateOrForeignData_IsRejectedForGood()
    {
        Assert.Throws<MailRejectedException>(() => Compose("no_such_template", new { }));
        Assert.Throws<MailRejectedException>(() => Compose(MailTemplateNames.Receipt, new { invoiceNumber = 5 }));
    }

    [Fact]
    public void Compose_EveryTemplateName_IsKnown()
    {
        var names = new[] { typeof(MailTemplateNames), typeof(DunningMails) }
            .SelectMany(type => type.GetFields().Where(field => field.IsLiteral))
            .Select(field => (string)field.GetRawConstantValue()!)
            .Append(TrialEndingMail.Template)
            .Append(CardExpiringMail.Template);

        Assert.All(names, name => Assert.Contains(
            "is not what the template reads",
            Assert.Throws<MailRejectedException>(() => Composer.Compose(name, JsonSerializer.SerializeToElement(5))).Message));
    }

    private static InvoiceMail Invoice() => new()
    {
        InvoiceNumber = "CF-0001",
        CustomerName = "Zoë",
        AmountDue = 1999,
        Currency = "usd",
        DueDate = Day,
        ChargedAutomatically = false,
        PaymentUrl = "https://pay.example/1",
    };

    private static PaymentFailedMail Failed() => new()
    {
        InvoiceId = Guid.Empty,
        InvoiceNumber = "CF-0001",
        AmountRemaining = 1999,
        Currency = "usd",
        Attempt = 2,
        MaxAttempts = 5,
        NextRetryAt = Day,
        SuspendAt = Day.AddDays(6),
        PaymentUrl = "https://pay.example/1",
    };

    private static MailContent Compose<T>(string template, T payload) => Composer.Compose(template, JsonSerializer.SerializeToElement(payload, Json.Options));

    private static void Both(MailContent mail, params string[] expected)
    {
        var html = System.Net.WebUtility.HtmlDecode(mail.Html);
        Assert.All(expected, text => Assert.Contains(text, mail.Text));
        Assert.All(expected, text => Assert.Contains(text, html));
    }
}

using System.Text.Json;
using ClientForge.Billing.Data.StripeIntents;

namespace ClientForge.Billing.Services.StripeApi.ReadBacks;

/// <summary>Was the invoice paid, or a try made that failed? Read from the invoice and from the payments it lists.</summary>
internal sealed class InvoicePayReadBack(StripeReader reader) : IIntentReadBack
{
    public bool Covers(StripeIntentRow intent) => IntentPath.Of(intent) is { Collection: "invoices", Action: "pay" };

    public async Task<ReadBack> ReadAsync(StripeIntentRow intent, CancellationToken cancellationToken)
    {
        var id = IntentPath.Of(intent).ObjectId!;
        var invoice = await reader.FindAsync($"/v1/invoices/{id}", cancellationToken);
        return invoice?.Text("status") switch
        {
            "paid" => new ReadBack.Happened(id),
            "open" => await ReadTriesAsync(id, intent, cancellationToken),
            null => new ReadBack.Refused("invalid_request_error", "resource_missing", null, "The invoice is gone."),
            var status => new ReadBack.Refused("invalid_request_error", "invoice_not_payable", null, $"The invoice is {status}."),
        };
    }

    private async Task<ReadBack> ReadTriesAsync(string invoiceId, StripeIntentRow intent, CancellationToken cancellationToken)
    {
        await foreach (var payment in reader.ListAsync($"/v1/invoice_payments?invoice={invoiceId}", cancellationToken))
        {
            if (payment.Member("payment")?.Id("payment_intent") is not { } paymentIntentId)
                continue;
            var paymentIntent = await reader.FindAsync($"/v1/payment_intents/{paymentIntentId}?expand[0]=latest_charge", cancellationToken);
            if (paymentIntent is { } found && Judge(found, invoiceId, intent) is { } decided)
                return decided;
        }

        return new ReadBack.Absent();
    }

    private static ReadBack? Judge(JsonElement paymentIntent, string invoiceId, StripeIntentRow intent)
    {
        var triedAt = paymentIntent.Member("latest_charge")?.Number("created");
        var isOurs = triedAt >= intent.FirstSentAt?.ToUnixTimeSeconds();
        var error = paymentIntent.Member("last_payment_error");
        return paymentIntent.Text("status") switch
        {
            "succeeded" or "processing" => new ReadBack.Happened(invoiceId),
            "requires_action" => new ReadBack.Refused("card_error", "invoice_payment_intent_requires_action", null, "The payer has to authenticate."),
            _ when isOurs && error is { } failure =>
                new ReadBack.Refused("card_error", failure.Text("code"), failure.Text("decline_code"), failure.Text("message")),
            _ => null,
        };
    }
}

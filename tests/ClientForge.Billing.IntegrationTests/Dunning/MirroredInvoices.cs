using System.Text.Json;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Dunning;
using ClientForge.Billing.Services.Dunning;
using ClientForge.Billing.Services.StripeApi.ReadBacks;
using ClientForge.Billing.Services.Webhooks;

namespace ClientForge.Billing.IntegrationTests.Dunning;

/// <summary>Mirrors as much of an invoice as dunning looks at, so that its tests stand on nothing else of the product.</summary>
internal sealed class MirroredInvoices(StripeReader stripe, DunningRepository reader, DunningCases dunning) : IObjectProjector
{
    public string ObjectType => "invoice";

    public async Task<IFetchedObject?> FetchAsync(string objectId, CancellationToken cancellationToken)
    {
        if (await stripe.FindAsync($"/v1/invoices/{objectId}", cancellationToken) is not { } invoice)
            return null;
        PaymentFailure? failure = null;
        await foreach (var payment in stripe.ListAsync($"/v1/invoice_payments?invoice={objectId}", cancellationToken))
        {
            if (payment.Member("payment")?.Id("payment_intent") is { } id)
                failure = FailureOf((await stripe.FindAsync($"/v1/payment_intents/{id}?expand[0]=latest_charge", cancellationToken))!.Value);
        }

        return new Fetched(invoice, failure, reader, dunning);
    }

    private static PaymentFailure? FailureOf(JsonElement paymentIntent)
    {
        var charge = paymentIntent.Member("latest_charge");
        var error = paymentIntent.Member("last_payment_error");
        return error is null && paymentIntent.Text("status") != "requires_action" ? null : new PaymentFailure
        {
            ErrorCode = error?.Text("code"),
            DeclineCode = error?.Text("decline_code"),
            Message = error?.Text("message"),
            StripeChargeId = charge?.Text("id"),
            RequiresAction = paymentIntent.Text("status") == "requires_action",
            At = charge?.Number("created") is { } created ? DateTimeOffset.FromUnixTimeSeconds(created) : null,
        };
    }

    private sealed class Fetched(JsonElement invoice, PaymentFailure? failure, DunningRepository reader, DunningCases dunning) : IFetchedObject
    {
        public Guid? TenantId => Guid.Parse(invoice.Member("metadata")!.Value.Text("tenant_id")!);

        public async Task ProjectAsync(Work work, ProjectionContext context)
        {
            var row = new
            {
                context.TenantId,
                Id = Guid.Parse(invoice.Member("metadata")!.Value.Text("our_id")!),
                StripeId = invoice.Text("id"),
                Customer = invoice.Id("customer"),
                Status = invoice.Text("status"),
                Due = invoice.Number("amount_due"),
                Paid = invoice.Number("amount_paid"),
                Remaining = invoice.Number("amount_remaining"),
                Attempts = (int)invoice.Number("attempt_count")!,
                context.Now,
            };
            await work.ExecuteAsync(
                """
                insert into invoices (tenant_id, id, stripe_invoice_id, stripe_customer_id, number, status, currency, subtotal, total, amount_due,
                    amount_paid, amount_remaining, collection_method, billing_reason, period_start, period_end, attempt_count, paid_at,
                    customer_email, hosted_invoice_url, created_at, updated_at)
                values (@TenantId, @Id, @StripeId, @Customer, 'A-1', @Status, 'usd', @Due, @Due, @Due, @Paid, @Remaining, 'charge_automatically', 'manual',
                    @Now, @Now, @Attempts, case when @Status = 'paid' then @Now end, 'payer@acme.example', 'https://pay.example/in', @Now, @Now)
                on conflict (tenant_id, id) do update
                set status = excluded.status, amount_paid = excluded.amount_paid, amount_remaining = excluded.amount_remaining,
                    attempt_count = excluded.attempt_count, paid_at = coalesce(invoices.paid_at, excluded.paid_at), updated_at = excluded.updated_at
                """,
                row);
            await dunning.OnInvoiceProjectedAsync(work, (await reader.FindInvoiceAsync(work, row.Id))!, failure, context);
        }
    }
}

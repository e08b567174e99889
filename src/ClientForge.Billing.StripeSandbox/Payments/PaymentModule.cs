using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary>Payment methods, intents, charges, refunds and the account's balance.</summary>
internal sealed class PaymentModule : ISandboxModule
{
    public void Register(SandboxBuilder sandbox)
    {
        sandbox.Table<LedgerRow>("_ledger");
        RegisterMethods(sandbox);
        RegisterIntents(sandbox);
        RegisterCharges(sandbox);
        sandbox.Hooks.BeforeCustomerDeleted.Add((work, customer) =>
        {
            foreach (var method in work.Table<PaymentMethod>().Where("customer", customer.Id))
                Attachment.Detach(work, method);
        });
    }

    private static void RegisterMethods(SandboxBuilder sandbox)
    {
        sandbox.Table<PaymentMethod>("payment_method", "PaymentMethod", "payment_method").IndexedBy("customer", method => method.Customer);
        sandbox.Post("/v1/payment_methods", PaymentMethodEndpoints.Create);
        sandbox.Get("/v1/payment_methods", PaymentMethodEndpoints.List);
        sandbox.Get("/v1/payment_methods/{id}", PaymentMethodEndpoints.Retrieve);
        sandbox.Post("/v1/payment_methods/{id}", PaymentMethodEndpoints.Update);
        sandbox.Post("/v1/payment_methods/{id}/attach", PaymentMethodEndpoints.Attach);
        sandbox.Post("/v1/payment_methods/{id}/detach", PaymentMethodEndpoints.Detach);
        sandbox.Get("/v1/customers/{id}/payment_methods", PaymentMethodEndpoints.ListOfCustomer);
        sandbox.Get("/v1/customers/{id}/payment_methods/{method}", PaymentMethodEndpoints.RetrieveOfCustomer);
    }

    private static void RegisterIntents(SandboxBuilder sandbox)
    {
        sandbox.Table<PaymentIntent>("payment_intent", "payment_intent", "intent").IndexedBy("customer", intent => intent.Customer);
        sandbox.Post("/v1/payment_intents", PaymentIntentEndpoints.Create);
        sandbox.Get("/v1/payment_intents", PaymentIntentEndpoints.List);
        sandbox.Retrieve<PaymentIntent>("/v1/payment_intents");
        sandbox.Post("/v1/payment_intents/{id}", PaymentIntentEndpoints.Update);
        sandbox.Post("/v1/payment_intents/{id}/confirm", PaymentIntentActions.Confirm);
        sandbox.Post("/v1/payment_intents/{id}/capture", PaymentIntentActions.Capture);
        sandbox.Post("/v1/payment_intents/{id}/cancel", PaymentIntentActions.Cancel);
        sandbox.Post("/v1/payment_intents/{id}/verify_microdeposits", Microdeposits.VerifyPayment);
        sandbox.Due(Collection.SettleKind, Debits.Settle);
        sandbox.Due(Collection.ExpireKind, PaymentIntentActions.Expire);
        sandbox.Due(Microdeposits.DueKind, Microdeposits.Lapse);

        sandbox.Table<SetupIntent>("setup_intent", "setupintent", "intent").IndexedBy("customer", intent => intent.Customer);
        sandbox.Table<SetupAttempt>("setup_attempt").IndexedBy("setup_intent", attempt => attempt.SetupIntent);
        sandbox.Get("/v1/setup_attempts", SetupIntentEndpoints.ListAttempts);
        sandbox.Table<Mandate>("mandate");
        sandbox.Post("/v1/setup_intents", SetupIntentEndpoints.Create);
        sandbox.Get("/v1/setup_intents", SetupIntentEndpoints.List);
        sandbox.Retrieve<SetupIntent>("/v1/setup_intents");
        sandbox.Post("/v1/setup_intents/{id}", SetupIntentEndpoints.Update);
        sandbox.Post("/v1/setup_intents/{id}/confirm", SetupIntentEndpoints.Confirm);
        sandbox.Post("/v1/setup_intents/{id}/cancel", SetupIntentEndpoints.Cancel);
        sandbox.Post("/v1/setup_intents/{id}/verify_microdeposits", Microdeposits.VerifySetup);
        sandbox.Retrieve<Mandate>("/v1/mandates");
    }

    private static void RegisterCharges(SandboxBuilder sandbox)
    {
        sandbox.Table<Charge>("charge").IndexedBy("customer", charge => charge.Customer).IndexedBy("payment_intent", charge => charge.PaymentIntent);
        sandbox.Includable<Charge>("refunds", (work, charge) =>
        {
            var refunds = work.Table<Refund>().Where("charge", charge.Id);
            return new StripeList<Refund>(refunds, $"/v1/charges/{charge.Id}/refunds") { TotalCount = refunds.Count };
        });
        sandbox.Get("/v1/charges", ChargeEndpoints.List);
        sandbox.Retrieve<Charge>("/v1/charges");
        sandbox.Post("/v1/charges/{id}", ChargeEndpoints.Update);
        sandbox.Get("/v1/charges/{id}/refunds", ChargeEndpoints.ListRefunds);

        sandbox.Table<Refund>("refund").IndexedBy("charge", refund => refund.Charge).IndexedBy("payment_intent", refund => refund.PaymentIntent);
        sandbox.Post("/v1/refunds", RefundEndpoints.Create);
        sandbox.Get("/v1/refunds", RefundEndpoints.List);
        sandbox.Retrieve<Refund>("/v1/refunds");
        sandbox.Post("/v1/refunds/{id}", RefundEndpoints.Update);
        sandbox.Post("/v1/refunds/{id}/cancel", RefundEndpoints.Cancel);
        sandbox.Due(Refunds.SettleKind, Refunds.Settle);

        sandbox.Table<BalanceTransaction>("balance_transaction").IndexedBy("source", transaction => transaction.Source);
        sandbox.Get("/v1/balance_transactions", ChargeEndpoints.ListBalanceTransactions);
        sandbox.Retrieve<BalanceTransaction>("/v1/balance_transactions");
    }
}

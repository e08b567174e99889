using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary><c>/v1/charges</c> and <c>/v1/balance_transactions</c>. Charges are made through payment intents only.</summary>
internal static class ChargeEndpoints
{
    public static object List(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var customer = parameters.String("customer");
        var intent = parameters.String("payment_intent");
        var created = parameters.Range("created");
        var rows = intent is not null ? work.Table<Charge>().Where("payment_intent", intent)
            : customer is not null ? work.Table<Charge>().Where("customer", customer)
            : work.Table<Charge>().NewestFirst();
        return Paging.Page(request, rows.Where(charge =>
            (customer is null || charge.Customer == customer) && created?.Holds(charge.Created) != false));
    }

    public static object Update(ApiRequest request)
    {
        var parameters = request.Params;
        var before = request.Target<Charge>();
        var charge = before with
        {
            Description = parameters.Text("description").Or(before.Description),
            FraudDetails = parameters.Map("fraud_details") ?? before.FraudDetails,
            Metadata = parameters.Metadata(before.Metadata),
            ReceiptEmail = parameters.Text("receipt_email").Or(before.ReceiptEmail),
            Shipping = parameters.Shipping(before.Shipping),
        };
        parameters.Done();
        request.Work.Save(charge);
        request.Work.EmitIfChanged("charge.updated", charge, before);
        return charge;
    }

    public static object ListRefunds(ApiRequest request) =>
        Paging.Page(request, request.Work.Table<Refund>().Where("charge", request.Target<Charge>().Id));

    public static object ListBalanceTransactions(ApiRequest request)
    {
        var parameters = request.Params;
        var source = parameters.String("source");
        var type = parameters.String("type");
        var currency = parameters.Currency("currency");
        var created = parameters.Range("created");
        var rows = source is null
            ? request.Work.Table<BalanceTransaction>().NewestFirst()
            : request.Work.Table<BalanceTransaction>().Where("source", source);
        return Paging.Page(request, rows.Where(transaction =>
            (type is null || transaction.Type == type)
            && (currency is null || transaction.Currency == currency)
            && created?.Holds(transaction.Created) != false));
    }
}

using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Payments;

/// <summary><c>/v1/refunds</c>.</summary>
internal static class RefundEndpoints
{
    public static object Create(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        parameters.Exclusive("charge", "payment_intent");
        var chargeId = parameters.String("charge");
        var intentId = parameters.String("payment_intent");
        var amount = parameters.Long("amount", 1);
        var reason = parameters.Word("reason", "duplicate", "fraudulent", "requested_by_customer");
        var metadata = parameters.Metadata();
        parameters.Ignore("instructions_email", "refund_application_fee", "reverse_transfer", "currency", "customer", "origin");
        parameters.Done();
        if (chargeId is null && intentId is null)
            throw Errors.Parameter("One of the following params should be provided for this request: payment_intent or charge.");
        return Refunds.Create(work, ChargeOf(work, chargeId, intentId), amount, reason, metadata);
    }

    public static object List(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var charge = parameters.String("charge");
        var intent = parameters.String("payment_intent");
        var created = parameters.Range("created");
        var rows = charge is not null ? work.Table<Refund>().Where("charge", charge)
            : intent is not null ? work.Table<Refund>().Where("payment_intent", intent)
            : work.Table<Refund>().NewestFirst();
        return Paging.Page(request, rows.Where(refund => created?.Holds(refund.Created) != false));
    }

    public static object Update(ApiRequest request)
    {
        var before = request.Target<Refund>();
        var refund = before with { Metadata = request.Params.Metadata(before.Metadata) };
        request.Params.Done();
        request.Work.Save(refund);
        request.Work.EmitIfChanged("refund.updated", refund, before);
        return refund;
    }

    /// <summary>Only a refund that waits for the customer can be canceled; those to cards and banks never do.</summary>
    public static object Cancel(ApiRequest request)
    {
        request.Params.Done();
        var refund = request.Target<Refund>();
        throw Errors.Invalid($"You can only cancel a refund with status `requires_action`; this one is `{refund.Status}`.", "id");
    }

    private static Charge ChargeOf(UnitOfWork work, string? chargeId, string? intentId)
    {
        if (chargeId is not null)
            return work.FromParam<Charge>(chargeId, "charge");
        var intent = work.FromParam<PaymentIntent>(intentId!, "payment_intent");
        return work.Find<Charge>(intent.LatestCharge)
            ?? throw Errors.Invalid("This PaymentIntent does not have a successful charge to refund.", "payment_intent");
    }
}

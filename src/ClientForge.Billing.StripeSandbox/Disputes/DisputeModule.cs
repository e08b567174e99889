using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Disputes;

/// <summary><c>/v1/disputes</c> and <c>/v1/radar/early_fraud_warnings</c>.</summary>
internal sealed class DisputeModule : ISandboxModule
{
    public void Register(SandboxBuilder sandbox)
    {
        sandbox.Table<Dispute>("dispute").IndexedBy(Dispute.ChargeIndex, dispute => dispute.Charge);
        sandbox.Get("/v1/disputes", List);
        sandbox.Retrieve<Dispute>("/v1/disputes");
        sandbox.Post("/v1/disputes/{id}", Update);
        sandbox.Post("/v1/disputes/{id}/close", Close);
        sandbox.Due(DisputeCases.DueKind, DisputeCases.Expire);
        sandbox.Table<EarlyFraudWarning>("radar.early_fraud_warning", "early fraud warning");
        sandbox.Get("/v1/radar/early_fraud_warnings", ListWarnings);
        sandbox.Retrieve<EarlyFraudWarning>("/v1/radar/early_fraud_warnings");
    }

    private static object List(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var charge = asked.String("charge");
        var intent = asked.String("payment_intent");
        var created = asked.Range("created");
        var rows = charge is null ? work.Table<Dispute>().NewestFirst() : work.Table<Dispute>().Where(Dispute.ChargeIndex, charge);
        return Paging.Page(request, rows.Where(dispute =>
            (intent is null || dispute.PaymentIntent == intent) && created?.Holds(dispute.Created) != false));
    }

    private static object ListWarnings(ApiRequest request)
    {
        var charge = request.Params.String("charge");
        var intent = request.Params.String("payment_intent");
        var created = request.Params.Range("created");
        return Paging.Page(request, request.Work.Table<EarlyFraudWarning>().NewestFirst().Where(warning =>
            (charge is null || warning.Charge == charge)
            && (intent is null || warning.PaymentIntent == intent)
            && created?.Holds(warning.Created) != false));
    }

    /// <summary>Takes evidence; it goes to the bank at once unless <c>submit</c> is false.</summary>
    private static object Update(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var before = request.Target<Dispute>();
        var hash = asked.Hash("evidence");
        var after = before with
        {
            Evidence = hash is null ? before.Evidence : EvidenceReader.Read(hash, before.Evidence),
            Metadata = asked.Metadata(before.Metadata),
        };
        var submits = asked.Bool("submit") ?? true;
        asked.Done();
        if (hash is not null && DisputeStatus.IsFinal(before.Status))
            throw Errors.Invalid("This dispute is already closed.", "evidence");
        if (hash is not null && submits)
            return DisputeCases.Submit(work, before, after);
        after = after with { EvidenceDetails = after.EvidenceDetails with { HasEvidence = after.EvidenceDetails.HasEvidence || hash is not null } };
        work.Save(after);
        work.EmitIfChanged("charge.dispute.updated", after, before);
        return after;
    }

    /// <summary>Accepts the dispute: it is lost.</summary>
    private static object Close(ApiRequest request)
    {
        request.Params.Done();
        var dispute = request.Target<Dispute>();
        return DisputeStatus.IsFinal(dispute.Status)
            ? throw Errors.Invalid("This dispute is already closed.", "id")
            : DisputeCases.Close(request.Work, dispute, won: false);
    }
}

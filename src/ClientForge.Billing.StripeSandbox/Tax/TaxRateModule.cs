using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Tax;

/// <summary><c>/v1/tax_rates</c>.</summary>
internal sealed class TaxRateModule : ISandboxModule
{
    public void Register(SandboxBuilder sandbox)
    {
        sandbox.Table<TaxRate>("tax_rate", "tax rate");
        sandbox.Post("/v1/tax_rates", Create);
        sandbox.Get("/v1/tax_rates", List);
        sandbox.Retrieve<TaxRate>("/v1/tax_rates");
        sandbox.Post("/v1/tax_rates/{id}", Update);
    }

    private static TaxRate Create(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var percentage = parameters.Decimal("percentage") ?? throw Errors.Missing("percentage");
        if (percentage is < 0 or > 100)
            throw Errors.Parameter("percentage must be between 0 and 100.", "percentage");
        var rate = Read(parameters, new TaxRate
        {
            Id = Ids.New("txr"),
            Created = work.Now,
            DisplayName = parameters.RequiredString("display_name", 50),
            EffectivePercentage = percentage,
            Inclusive = parameters.Bool("inclusive") ?? throw Errors.Missing("inclusive"),
            Metadata = MetadataRules.None,
            Percentage = percentage,
        });
        parameters.Done();
        work.Save(rate);
        work.Emit("tax_rate.created", rate);
        return rate;
    }

    private static StripeList<TaxRate> List(ApiRequest request)
    {
        var active = request.Params.Bool("active");
        var inclusive = request.Params.Bool("inclusive");
        var created = request.Params.Range("created");
        return Paging.Page(request, request.Work.Table<TaxRate>().NewestFirst().Where(rate =>
            (active is null || rate.Active == active)
            && (inclusive is null || rate.Inclusive == inclusive)
            && created?.Holds(rate.Created) != false));
    }

    private static TaxRate Update(ApiRequest request)
    {
        var before = request.Target<TaxRate>();
        var rate = Read(request.Params, before) with
        {
            DisplayName = request.Params.String("display_name", 50) ?? before.DisplayName,
        };
        request.Params.Done();
        request.Work.Save(rate);
        request.Work.EmitIfChanged("tax_rate.updated", rate, before);
        return rate;
    }

    private static TaxRate Read(Params parameters, TaxRate current) => current with
    {
        Active = parameters.Bool("active") ?? current.Active,
        Country = parameters.Text("country", 2).Or(current.Country),
        Description = parameters.Text("description").Or(current.Description),
        Jurisdiction = parameters.Text("jurisdiction", 50).Or(current.Jurisdiction),
        Metadata = parameters.Metadata(current.Metadata),
        State = parameters.Text("state").Or(current.State),
        TaxType = parameters.Text("tax_type").Or(current.TaxType),
    };
}

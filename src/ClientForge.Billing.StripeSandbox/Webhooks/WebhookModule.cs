using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Webhooks;

/// <summary><c>/v1/webhook_endpoints</c> and <c>/v1/events</c>.</summary>
internal sealed class WebhookModule : ISandboxModule
{
    private const int MaxEndpoints = 16;

    public void Register(SandboxBuilder sandbox)
    {
        sandbox.Table<WebhookEndpoint>(new TableSpec("webhook_endpoint") { Label = "webhook endpoint", SurvivesReset = true });
        sandbox.Table<Delivery>("_delivery").IndexedBy("subject", delivery => delivery.IsDuplicate ? null : delivery.Subject);
        sandbox.Table<DeliveryAttempt>("_delivery_attempt");
        sandbox.Table<WebhookPlan>("_webhook_plan");
        sandbox.Post("/v1/webhook_endpoints", Create);
        sandbox.Get("/v1/webhook_endpoints", request => Paging.Page(request, request.Work.Table<WebhookEndpoint>().NewestFirst()));
        sandbox.Retrieve<WebhookEndpoint>("/v1/webhook_endpoints");
        sandbox.Post("/v1/webhook_endpoints/{id}", Update);
        sandbox.Delete("/v1/webhook_endpoints/{id}", Delete);
        sandbox.Get("/v1/events", ListEvents);
        sandbox.Retrieve<StripeEvent>("/v1/events");
    }

    private static WebhookEndpoint Create(ApiRequest request)
    {
        var (work, parameters) = (request.Work, request.Params);
        var secret = "whsec_" + Ids.Random(32);
        var endpoint = new WebhookEndpoint
        {
            Id = Ids.New("we"),
            ApiVersion = parameters.String("api_version"),
            Created = work.Now,
            Description = parameters.Text("description", 5000).Value,
            EnabledEvents = Events(parameters) ?? throw Errors.Missing("enabled_events"),
            Metadata = parameters.Metadata(),
            SigningSecret = secret,
            Url = Url(parameters) ?? throw Errors.Missing("url"),
        };
        parameters.Ignore("connect");
        parameters.Done();
        if (work.Table<WebhookEndpoint>().Count >= MaxEndpoints)
            throw Errors.Invalid($"You have reached the maximum of {MaxEndpoints} test webhook endpoints.");
        work.Save(endpoint);
        return endpoint with { Secret = secret };
    }

    private static WebhookEndpoint Update(ApiRequest request)
    {
        var parameters = request.Params;
        var before = request.Target<WebhookEndpoint>();
        var endpoint = before with
        {
            Description = parameters.Text("description", 5000).Or(before.Description),
            EnabledEvents = Events(parameters) ?? before.EnabledEvents,
            Metadata = parameters.Metadata(before.Metadata),
            Status = parameters.Bool("disabled") switch { null => before.Status, true => "disabled", false => "enabled" },
            Url = Url(parameters) ?? before.Url,
        };
        parameters.Done();
        return request.Work.Save(endpoint);
    }

    private static DeletedObject Delete(ApiRequest request)
    {
        request.Params.Done();
        var endpoint = request.Target<WebhookEndpoint>();
        request.Work.Delete(endpoint);
        return new DeletedObject(endpoint.Id, endpoint.Object);
    }

    private static StripeList<StripeEvent> ListEvents(ApiRequest request)
    {
        var parameters = request.Params;
        parameters.Exclusive("type", "types");
        var type = parameters.String("type");
        var types = parameters.Strings("types", 20).Value;
        var created = parameters.Range("created");
        var delivered = parameters.Bool("delivery_success");
        return Paging.Page(request, request.Work.Table<StripeEvent>().NewestFirst().Where(happened =>
            (type is null || Fits(type, happened.Type))
            && (types is null || types.Any(wanted => Fits(wanted, happened.Type)))
            && (delivered is null || delivered == (happened.PendingWebhooks == 0))
            && created?.Holds(happened.Created) != false));
    }

    /// <summary>A type, or a prefix ending in <c>*</c>.</summary>
    private static bool Fits(string wanted, string type) =>
        wanted.EndsWith('*') ? type.StartsWith(wanted[..^1], StringComparison.Ordinal) : wanted == type;

    private static IReadOnlyList<string>? Events(Params parameters) =>
        parameters.Strings("enabled_events", 500) is { IsGiven: true } sent
            ? sent.Value is { Count: > 0 } events ? events : throw Errors.Empty("enabled_events")
            : null;

    private static string? Url(Params parameters)
    {
        if (parameters.String("url") is not { } url)
            return null;
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? url
            : throw Errors.Parameter("Invalid URL: An explicit scheme (such as https) must be provided.", "url", "url_invalid");
    }
}

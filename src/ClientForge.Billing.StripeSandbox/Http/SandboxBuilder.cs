using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Time;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Http;

/// <summary>A part of the sandbox: its tables, endpoints, expandable extras and due work.</summary>
internal interface ISandboxModule
{
    void Register(SandboxBuilder sandbox);
}

/// <summary>What modules register at start-up.</summary>
internal sealed class SandboxBuilder(SandboxStore store, RouteTable routes, Expander expander, Scheduler scheduler)
{
    public SandboxHooks Hooks => store.Hooks;

    /// <summary>Adds the table of a resource.</summary>
    public Table<T> Table<T>(string name, string? label = null, string pathParam = "id")
        where T : StripeObject =>
        store.Add<T>(new TableSpec(name) { Label = label ?? name, PathParam = pathParam });

    /// <summary>Adds a table with particular rules.</summary>
    public Table<T> Table<T>(TableSpec spec)
        where T : StripeObject => store.Add<T>(spec);

    public void Get(string template, Handler handler) => routes.Add("GET", template, handler);

    public void Post(string template, Handler handler) => routes.Add("POST", template, handler);

    public void Delete(string template, Handler handler) => routes.Add("DELETE", template, handler);

    /// <summary>Retrieve: <c>GET template/{id}</c>.</summary>
    public void Retrieve<T>(string collection)
        where T : StripeObject =>
        Get(collection + "/{id}", request =>
        {
            request.Params.Done();
            return request.Target<T>();
        });

    /// <summary>A field that is absent unless expanded, computed when it is.</summary>
    public void Includable<T>(string field, Func<UnitOfWork, T, object?> value)
        where T : StripeObject => expander.Includable(field, value);

    /// <summary>The handler of scheduled work: called with the entry when its time has come, the entry already taken from the queue.</summary>
    public void Due(string kind, Action<UnitOfWork, DueEntry> handler) => scheduler.Handle(kind, handler);
}

using System.Net;

namespace Stripe;

public class EventService : Service
{
    public EventService(IStripeClient client)
        : base(client)
    {
    }

    public virtual Event Get(string id, EventGetOptions options = null, RequestOptions requestOptions = null) =>
        Request<Event>(HttpMethod.Get, $"/v1/events/{WebUtility.UrlEncode(id)}", options, requestOptions);

    public virtual Task<Event> GetAsync(string id, EventGetOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<Event>(HttpMethod.Get, $"/v1/events/{WebUtility.UrlEncode(id)}", options, requestOptions, cancellationToken);

    public virtual StripeList<Event> List(EventListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<Event>>(HttpMethod.Get, "/v1/events", options, requestOptions);

    public virtual Task<StripeList<Event>> ListAsync(EventListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<Event>>(HttpMethod.Get, "/v1/events", options, requestOptions, cancellationToken);

    public virtual IEnumerable<Event> ListAutoPaging(EventListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<Event>("/v1/events", options, requestOptions);

    public virtual IAsyncEnumerable<Event> ListAutoPagingAsync(EventListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<Event>("/v1/events", options, requestOptions, cancellationToken);
}

using System.Net;

namespace Stripe.Billing;

public class MeterEventSummaryService : Service
{
    public MeterEventSummaryService(IStripeClient client)
        : base(client)
    {
    }

    public virtual StripeList<MeterEventSummary> List(string parentId, MeterEventSummaryListOptions options = null, RequestOptions requestOptions = null) =>
        Request<StripeList<MeterEventSummary>>(HttpMethod.Get, $"/v1/billing/meters/{WebUtility.UrlEncode(parentId)}/event_summaries", options, requestOptions);

    public virtual Task<StripeList<MeterEventSummary>> ListAsync(string parentId, MeterEventSummaryListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<MeterEventSummary>>(HttpMethod.Get, $"/v1/billing/meters/{WebUtility.UrlEncode(parentId)}/event_summaries", options, requestOptions, cancellationToken);

    public virtual IEnumerable<MeterEventSummary> ListAutoPaging(string parentId, MeterEventSummaryListOptions options = null, RequestOptions requestOptions = null) =>
        ListPages<MeterEventSummary>($"/v1/billing/meters/{WebUtility.UrlEncode(parentId)}/event_summaries", options, requestOptions);

    public virtual IAsyncEnumerable<MeterEventSummary> ListAutoPagingAsync(string parentId, MeterEventSummaryListOptions options = null, RequestOptions requestOptions = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync<MeterEventSummary>($"/v1/billing/meters/{WebUtility.UrlEncode(parentId)}/event_summaries", options, requestOptions, cancellationToken);
}

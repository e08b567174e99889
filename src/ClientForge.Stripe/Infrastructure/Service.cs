using System.Runtime.CompilerServices;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>The calls of one resource.</summary>
public abstract class Service
{
    private readonly ApiRequestor _requestor;

    protected Service(IStripeClient client) => _requestor = ((StripeClient)client).Requestor;

    internal Service(ApiRequestor requestor) => _requestor = requestor;

    internal ApiRequestor Requestor => _requestor;

    internal T Request<T>(HttpMethod method, string path, BaseOptions options, RequestOptions requestOptions)
        where T : IStripeEntity =>
        RequestAsync<T>(method, path, options, requestOptions, CancellationToken.None).ConfigureAwait(false).GetAwaiter().GetResult();

    internal Task<T> RequestAsync<T>(HttpMethod method, string path, BaseOptions options, RequestOptions requestOptions, CancellationToken cancellationToken)
        where T : IStripeEntity => _requestor.RequestAsync<T>(method, path, options, requestOptions, cancellationToken);

    /// <summary>Walks all pages: onwards by <c>starting_after</c>, or backwards when only <c>ending_before</c> was given.</summary>
    internal async IAsyncEnumerable<T> ListPagesAsync<T>(string path, ListOptions options, RequestOptions requestOptions, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : IStripeEntity
    {
        var backwards = options?.EndingBefore is not null && options.StartingAfter is null;
        string last = null;
        while (true)
        {
            var page = await _requestor.RequestAsync<StripeList<T>>(HttpMethod.Get, path, Cursor(options, last, backwards), requestOptions, cancellationToken).ConfigureAwait(false);
            foreach (var item in backwards ? Enumerable.Reverse(page.Data) : page.Data)
            {
                if (item is null)
                    continue;
                last = ((IHasId)item).Id;
                yield return item;
            }

            if (!page.HasMore || page.Data.Count == 0)
                yield break;
        }
    }

    internal async IAsyncEnumerable<T> SearchPagesAsync<T>(string path, SearchOptions options, RequestOptions requestOptions, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : IStripeEntity
    {
        string next = null;
        do
        {
            var page = await _requestor.RequestAsync<StripeSearchResult<T>>(HttpMethod.Get, path, Page(options, next), requestOptions, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Data)
                yield return item;
            next = page.HasMore ? page.NextPage : null;
        }
        while (next is not null);
    }

    internal IEnumerable<T> ListPages<T>(string path, ListOptions options, RequestOptions requestOptions)
        where T : IStripeEntity => ListPagesAsync<T>(path, options, requestOptions, CancellationToken.None).ToBlockingEnumerable();

    internal IEnumerable<T> SearchPages<T>(string path, SearchOptions options, RequestOptions requestOptions)
        where T : IStripeEntity => SearchPagesAsync<T>(path, options, requestOptions, CancellationToken.None).ToBlockingEnumerable();

    private static ListOptions Cursor(ListOptions options, string last, bool backwards)
    {
        if (last is null)
            return options;
        var next = (ListOptions)options?.Clone() ?? new ListOptions();
        if (backwards)
            next.EndingBefore = last;
        else
            next.StartingAfter = last;
        return next;
    }

    private static SearchOptions Page(SearchOptions options, string page)
    {
        if (page is null)
            return options;
        var next = (SearchOptions)options.Clone();
        next.Page = page;
        return next;
    }
}

/// <summary>The calls of one resource, named by what they answer with.</summary>
public abstract class Service<TEntityReturned> : Service
    where TEntityReturned : IStripeEntity
{
    protected Service(IStripeClient client)
        : base(client)
    {
    }

    internal Service(ApiRequestor requestor)
        : base(requestor)
    {
    }
}

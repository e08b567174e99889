using System.Runtime.CompilerServices;

namespace Stripe;

/// <summary>The calls of one resource.</summary>
public abstract class Service
{
    protected Service(IStripeClient client) => Client = client;

    internal IStripeClient Client { get; }

    internal T Request<T>(HttpMethod method, string path, BaseOptions options, RequestOptions requestOptions)
        where T : IStripeEntity =>
        RequestAsync<T>(method, path, options, requestOptions, CancellationToken.None).ConfigureAwait(false).GetAwaiter().GetResult();

    internal Task<T> RequestAsync<T>(HttpMethod method, string path, BaseOptions options, RequestOptions requestOptions, CancellationToken cancellationToken)
        where T : IStripeEntity => Client.RequestAsync<T>(method, path, options, requestOptions, cancellationToken);

    /// <summary>Walks all pages: onwards by <c>starting_after</c>, or backwards when only <c>ending_before</c> was given.</summary>
    internal async IAsyncEnumerable<T> ListPagesAsync<T>(string path, ListOptions options, RequestOptions requestOptions, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : IStripeEntity
    {
        var backwards = !string.IsNullOrEmpty(options?.EndingBefore) && string.IsNullOrEmpty(options.StartingAfter);
        var next = options;
        while (true)
        {
            var page = await RequestAsync<StripeList<T>>(HttpMethod.Get, path, next, requestOptions, cancellationToken).ConfigureAwait(false);
            string last = null;
            foreach (var item in backwards ? Enumerable.Reverse(page.Data) : page.Data)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (item is null)
                    continue;
                last = ((IHasId)item).Id;
                yield return item;
            }

            if (!page.HasMore || last is null)
                yield break;
            next = After(options, last, backwards);
        }
    }

    internal async IAsyncEnumerable<T> SearchPagesAsync<T>(string path, SearchOptions options, RequestOptions requestOptions, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : IStripeEntity
    {
        var next = options;
        while (true)
        {
            var page = await RequestAsync<StripeSearchResult<T>>(HttpMethod.Get, path, next, requestOptions, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Data)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
            }

            if (!page.HasMore || string.IsNullOrEmpty(page.NextPage))
                yield break;
            next = (SearchOptions)options?.Clone() ?? new SearchOptions();
            next.Page = page.NextPage;
        }
    }

    internal IEnumerable<T> ListPages<T>(string path, ListOptions options, RequestOptions requestOptions)
        where T : IStripeEntity => ListPagesAsync<T>(path, options, requestOptions, CancellationToken.None).ToBlockingEnumerable();

    internal IEnumerable<T> SearchPages<T>(string path, SearchOptions options, RequestOptions requestOptions)
        where T : IStripeEntity => SearchPagesAsync<T>(path, options, requestOptions, CancellationToken.None).ToBlockingEnumerable();

    private static ListOptions After(ListOptions options, string last, bool backwards)
    {
        var next = (ListOptions)options?.Clone() ?? new ListOptions();
        if (backwards)
            next.EndingBefore = last;
        else
            next.StartingAfter = last;
        return next;
    }
}

using Stripe;

namespace ClientForge.Billing.UnitTests.StripeNet;

public sealed class AutoPagingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ListAutoPagingAsync_SeveralPages_ContinuesAfterTheLastItem()
    {
        var http = new RecordingHttpClient(Page(hasMore: true, "cus_3", "cus_2"), Page(hasMore: false, "cus_1"));
        var options = new CustomerListOptions { Email = "a@b.c", Limit = 2 };

        var ids = await IdsAsync(http.NewClient().V1.Customers.ListAutoPagingAsync(options, cancellationToken: Cancellation));

        Assert.Equal(["cus_3", "cus_2", "cus_1"], ids);
        Assert.Equal(["email=a%40b.c&limit=2", "email=a%40b.c&limit=2&starting_after=cus_2"], Queries(http));
        Assert.Null(options.StartingAfter);
    }

    [Fact]
    public async Task ListAutoPagingAsync_EndingBefore_WalksBackwards()
    {
        var http = new RecordingHttpClient(Page(hasMore: true, "cus_3", "cus_2"), Page(hasMore: false, "cus_5", "cus_4"));

        var ids = await IdsAsync(http.NewClient().V1.Customers.ListAutoPagingAsync(new CustomerListOptions { EndingBefore = "cus_1" }, cancellationToken: Cancellation));

        Assert.Equal(["cus_2", "cus_3", "cus_4", "cus_5"], ids);
        Assert.Equal(["ending_before=cus_1", "ending_before=cus_3"], Queries(http));
    }

    [Fact]
    public async Task ListAutoPagingAsync_EmptyPageThatPromisesMore_Ends()
    {
        var http = new RecordingHttpClient(Page(hasMore: true));

        Assert.Empty(await IdsAsync(http.NewClient().V1.Customers.ListAutoPagingAsync(cancellationToken: Cancellation)));
        Assert.Single(http.Requests);
    }

    [Fact]
    public async Task ListAutoPagingAsync_Cancelled_StopsBeforeTheNextItem()
    {
        var http = new RecordingHttpClient(Page(hasMore: true, "cus_2", "cus_1"));
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var seen = new List<string>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var customer in http.NewClient().V1.Customers.ListAutoPagingAsync(cancellationToken: source.Token))
            {
                seen.Add(customer.Id);
                await source.CancelAsync();
            }
        });

        Assert.Equal(["cus_2"], seen);
    }

    [Fact]
    public void ListAutoPaging_LeftEarly_FetchesNoFurtherPage()
    {
        var http = new RecordingHttpClient(Page(hasMore: true, "cus_2", "cus_1"));

        Assert.Equal("cus_2", http.NewClient().V1.Customers.ListAutoPaging().First().Id);
        Assert.Single(http.Requests);
    }

    [Fact]
    public async Task SearchAutoPagingAsync_SeveralPages_FollowsNextPage()
    {
        var http = new RecordingHttpClient(
            """{"object":"search_result","data":[{"id":"cus_2"}],"has_more":true,"next_page":"p2"}""",
            """{"object":"search_result","data":[{"id":"cus_1"}],"has_more":false,"next_page":null}""");

        var ids = await IdsAsync(http.NewClient().V1.Customers.SearchAutoPagingAsync(new CustomerSearchOptions { Query = "metadata['k']:'v'" }, cancellationToken: Cancellation));

        Assert.Equal(["cus_2", "cus_1"], ids);
        Assert.Equal(["query=metadata[%27k%27]%3A%27v%27", "page=p2&query=metadata[%27k%27]%3A%27v%27"], Queries(http));
    }

    private static async Task<List<string>> IdsAsync(IAsyncEnumerable<Customer> customers)
    {
        var ids = new List<string>();
        await foreach (var customer in customers)
            ids.Add(customer.Id);
        return ids;
    }

    private static IEnumerable<string> Queries(RecordingHttpClient http) => http.Requests.Select(request => request.Target.Split('?') is [_, var query] ? query : "");

    private static string Page(bool hasMore, params string[] ids) =>
        $$"""{"object":"list","data":[{{string.Join(',', ids.Select(id => $$"""{"id":"{{id}}","object":"customer"}"""))}}],"has_more":{{(hasMore ? "true" : "false")}}}""";
}

using System.Net;

namespace ClientForge.Billing.IntegrationTests.StripeSandbox;

/// <summary>The dispute cards: what they open, what evidence does, what the money does.</summary>
public sealed class DisputeTests : IAsyncLifetime
{
    private SandboxServer _sandbox = null!;

    public async ValueTask InitializeAsync() => _sandbox = await SandboxServer.StartAsync();

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Theory]
    [InlineData("pm_card_createDispute", "fraudulent", "needs_response", 1)]
    [InlineData("pm_card_createDisputeProductNotReceived", "product_not_received", "needs_response", 1)]
    [InlineData("pm_card_createDisputeInquiry", "fraudulent", "warning_needs_response", 1)]
    [InlineData("pm_card_createMultipleDisputes", "fraudulent", "needs_response", 2)]
    public async Task Charge_DisputeCard_OpensItsDisputes(string token, string reason, string status, int count)
    {
        var charge = await ChargeAsync(token);
        var disputes = (await _sandbox.GetAsync($"/v1/disputes?charge={charge}")).Body.Items("data");
        Assert.Equal(count, disputes.Length);
        Assert.All(disputes, dispute => Assert.Equal((reason, status), (dispute.Text("reason"), dispute.Text("status"))));
        Assert.Equal(status == "needs_response", (await _sandbox.GetAsync($"/v1/charges/{charge}")).Body.Is("disputed"));
    }

    [Fact]
    public async Task Charge_DisputeCard_EmitsStripesSequence()
    {
        await ChargeAsync("pm_card_createDispute");
        Assert.Equal(
            ["payment_intent.created", "charge.succeeded", "charge.dispute.created", "charge.dispute.funds_withdrawn", "payment_intent.succeeded"],
            await _sandbox.EventTypesAsync());
    }

    [Theory]
    [InlineData("winning_evidence", "won", new[] { "charge.dispute.updated", "charge.dispute.closed", "charge.dispute.funds_reinstated" })]
    [InlineData("losing_evidence", "lost", new[] { "charge.dispute.updated", "charge.dispute.closed" })]
    [InlineData("The customer was there", "under_review", new[] { "charge.dispute.updated" })]
    public async Task Evidence_TestWords_Decide(string text, string status, string[] events)
    {
        var dispute = await OpenAsync("pm_card_createDispute");
        var before = (await _sandbox.EventTypesAsync()).Count;
        var after = await _sandbox.CreateAsync($"/v1/disputes/{dispute}", "evidence[uncategorized_text]=" + Uri.EscapeDataString(text));
        Assert.Equal((status, 1), (after.Text("status"), after.Long("evidence_details.submission_count")));
        Assert.Equal(events, (await _sandbox.EventTypesAsync()).Skip(before));
        Assert.Equal(status == "won" ? 2 : 1, after.Items("balance_transactions").Length);
    }

    [Fact]
    public async Task Evidence_NotSubmitted_Waits()
    {
        var dispute = await OpenAsync("pm_card_createDispute");
        var staged = await _sandbox.CreateAsync($"/v1/disputes/{dispute}", "evidence[uncategorized_text]=winning_evidence&submit=false");
        Assert.Equal(("needs_response", true), (staged.Text("status"), staged.Is("evidence_details.has_evidence")));
    }

    [Fact]
    public async Task Inquiry_Escalated_BecomesAChargeback()
    {
        var dispute = await OpenAsync("pm_card_createDisputeInquiry");
        var escalated = await _sandbox.CreateAsync($"/v1/disputes/{dispute}", "evidence[uncategorized_text]=escalate_inquiry_evidence");
        Assert.Equal(("needs_response", false), (escalated.Text("status"), escalated.Is("is_charge_refundable")));
        Assert.Equal("charge.dispute.funds_withdrawn", (await _sandbox.EventTypesAsync())[^1]);
    }

    [Fact]
    public async Task Close_Accepted_IsLostAndFinal()
    {
        var dispute = await OpenAsync("pm_card_createDispute");
        Assert.Equal("lost", (await _sandbox.CreateAsync($"/v1/disputes/{dispute}/close")).Text("status"));
        Assert.Equal(HttpStatusCode.BadRequest, (await _sandbox.PostAsync($"/v1/disputes/{dispute}/close")).Status);
    }

    [Fact]
    public async Task Unanswered_AfterItsDueDate_IsLost()
    {
        var dispute = await OpenAsync("pm_card_createDispute");
        await _sandbox.ControlAsync(HttpMethod.Post, "/clock", new { seconds = 10 * 86_400 });
        var after = (await _sandbox.GetAsync($"/v1/disputes/{dispute}")).Body;
        Assert.Equal(("lost", true), (after.Text("status"), after.Is("evidence_details.past_due")));
    }

    [Fact]
    public async Task Refund_DisputedCharge_IsRefused()
    {
        var charge = await ChargeAsync("pm_card_createDispute");
        Assert.Equal("charge_disputed", (await _sandbox.PostAsync("/v1/refunds", "charge=" + charge)).ErrorText("code"));
    }

    [Fact]
    public async Task FraudRecord_Charge_RaisesAnEarlyWarning()
    {
        var charge = await ChargeAsync("pm_card_createIssuerFraudRecord");
        var warning = Assert.Single((await _sandbox.GetAsync($"/v1/radar/early_fraud_warnings?charge={charge}")).Body.Items("data"));
        Assert.True(warning.Is("actionable"));
        Assert.Empty((await _sandbox.GetAsync("/v1/disputes")).Body.Items("data"));
    }

    private async Task<string> ChargeAsync(string token)
    {
        var intent = await _sandbox.CreateAsync("/v1/payment_intents", $"amount=2000&currency=usd&payment_method={token}&confirm=true&return_url=https://example.com");
        return intent.Text("latest_charge");
    }

    private async Task<string> OpenAsync(string token)
    {
        var charge = await ChargeAsync(token);
        return (await _sandbox.GetAsync($"/v1/disputes?charge={charge}")).Body.Text("data.0.id");
    }
}

using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.Services.StripeApi;

namespace ClientForge.Billing.UnitTests.StripeApi;

public sealed class IntentOutcomesTests
{
    [Theory]
    [InlineData(400, "invalid_request_error", "parameter_missing", "rejected", IntentState.Rejected)]
    [InlineData(400, "invalid_request_error", null, "rejected", IntentState.Rejected)]
    [InlineData(400, "invalid_request_error", "rate_limit", "throttled", IntentState.Unknown)]
    [InlineData(400, "idempotency_error", null, "rejected", IntentState.NeedsHuman)]
    [InlineData(401, "invalid_request_error", "api_key_expired", "throttled", IntentState.Unknown)]
    [InlineData(402, "card_error", "card_declined", "rejected", IntentState.Rejected)]
    [InlineData(402, "card_error", "authentication_required", "rejected", IntentState.Rejected)]
    [InlineData(403, "invalid_request_error", null, "throttled", IntentState.Unknown)]
    [InlineData(404, "invalid_request_error", "resource_missing", "rejected", IntentState.Rejected)]
    [InlineData(404, null, null, "unknown", IntentState.Unknown)]
    [InlineData(409, "invalid_request_error", "idempotency_key_in_use", "throttled", IntentState.Unknown)]
    [InlineData(409, "idempotency_error", null, "rejected", IntentState.NeedsHuman)]
    [InlineData(424, "api_error", null, "unknown", IntentState.Unknown)]
    [InlineData(429, "invalid_request_error", "rate_limit", "throttled", IntentState.Unknown)]
    [InlineData(429, "invalid_request_error", "lock_timeout", "throttled", IntentState.Unknown)]
    [InlineData(429, null, null, "throttled", IntentState.Unknown)]
    [InlineData(200, null, null, "unknown", IntentState.Unknown)]
    [InlineData(302, null, null, "unknown", IntentState.Unknown)]
    [InlineData(500, "api_error", null, "unknown", IntentState.Unknown)]
    [InlineData(500, null, null, "unknown", IntentState.Unknown)]
    [InlineData(502, null, null, "unknown", IntentState.Unknown)]
    [InlineData(503, "api_error", null, "unknown", IntentState.Unknown)]
    public void Classify_Answer_IsDefiniteOnlyWhereStripeIs(int status, string? type, string? code, string outcome, string state) =>
        Assert.Equal((outcome, state), IntentOutcomes.Classify(status, type, code));
}

using System.Text.Json;
using ClientForge.Billing.Data.StripeIntents;
using ClientForge.Billing.Services.Jobs;
using Stripe;

namespace ClientForge.Billing.Services.StripeApi;

/// <summary>Pure rules: what an answer, an error or silence makes of an intent, and when it is tried again.</summary>
public static class IntentOutcomes
{
    public static IntentAttemptResult Success(StripeResponse response) => new()
    {
        Outcome = "succeeded",
        State = IntentState.Succeeded,
        StripeObjectId = ObjectId(response.Content),
        HttpStatus = (int)response.StatusCode,
        StripeRequestId = response.RequestId,
        Replayed = IsReplay(response),
    };

    public static IntentAttemptResult Failure(StripeIntentRow intent, StripeException exception, DateTimeOffset now)
    {
        var (outcome, state) = Classify((int)exception.HttpStatusCode, exception.StripeError?.Type, exception.StripeError?.Code);
        return new IntentAttemptResult
        {
            Outcome = outcome,
            State = state,
            NextAttemptAt = state == IntentState.Unknown ? Backoff.Next(intent.Attempts, now) : null,
            HttpStatus = (int)exception.HttpStatusCode,
            StripeRequestId = exception.StripeResponse?.RequestId,
            Replayed = exception.StripeResponse is { } response && IsReplay(response),
            ErrorType = exception.StripeError?.Type,
            ErrorCode = exception.StripeError?.Code,
            DeclineCode = exception.StripeError?.DeclineCode,
            ErrorMessage = exception.StripeError?.Message,
            ErrorParam = exception.StripeError?.Param,
        };
    }

    public static IntentAttemptResult NoAnswer(StripeIntentRow intent, DateTimeOffset now) => new()
    {
        Outcome = "unknown",
        State = IntentState.Unknown,
        NextAttemptAt = Backoff.Next(intent.Attempts, now),
    };

    /// <summary>
    /// A definite refusal is final. Busy (429, 409) and locked-out (401, 403) calls had no effect and are sent again; a 5xx
    /// or an answer that is no Stripe answer leaves the effect open. A key that met another body is a fault for a person.
    /// </summary>
    public static (string Outcome, string State) Classify(int httpStatus, string? errorType, string? errorCode) => (httpStatus, errorType, errorCode) switch
    {
        (_, "idempotency_error", _) => ("rejected", IntentState.NeedsHuman),
        (409 or 429, _, _) or (_, _, "rate_limit" or "lock_timeout") => ("throttled", IntentState.Unknown),
        (401 or 403, _, _) => ("throttled", IntentState.Unknown),
        ( >= 400 and < 500, "card_error" or "invalid_request_error", _) => ("rejected", IntentState.Rejected),
        _ => ("unknown", IntentState.Unknown),
    };

    // A meter event has no id; its identifier names it.
    private static string? ObjectId(string content)
    {
        using var document = JsonDocument.Parse(content);
        return document.RootElement.TryGetProperty("id", out var id) || document.RootElement.TryGetProperty("identifier", out id)
            ? id.GetString()
            : null;
    }

    private static bool IsReplay(StripeResponse response) =>
        response.Headers is { } headers && headers.TryGetValues("Idempotent-Replayed", out var values) && values.Contains("true");
}

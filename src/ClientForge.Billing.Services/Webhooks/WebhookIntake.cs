using System.Data.Common;
using System.Text;
using System.Text.Json;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Webhooks;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.Jobs;
using Microsoft.Extensions.Logging;

namespace ClientForge.Billing.Services.Webhooks;

/// <summary>
/// Takes events in: verify, store, mark the object dirty, in one short transaction and without a call to Stripe. An event
/// that was acknowledged is on disk; one that could not be stored is refused, so that Stripe delivers it again.
/// </summary>
public sealed partial class WebhookIntake(
    Database database,
    WebhookInboxRepository inbox,
    WebhookSignature signature,
    WakeUp wakeUp,
    TimeProvider time,
    ILogger<WebhookIntake> logger)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonDocumentOptions JsonOptions = new() { MaxDepth = 64 };
    private static readonly TimeSpan DatabasePause = TimeSpan.FromSeconds(5);

    /// <summary>Stores a delivery of Stripe's.</summary>
    /// <param name="body">The bytes exactly as they came.</param>
    /// <param name="signatureHeader">The header <c>Stripe-Signature</c>.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <exception cref="BillingException">
    /// 400 <c>webhook_signature_invalid</c>, <c>webhook_timestamp_invalid</c> or <c>webhook_body_invalid</c>; 503
    /// <c>database_unavailable</c>.
    /// </exception>
    public async Task ReceiveAsync(ReadOnlyMemory<byte> body, string? signatureHeader, CancellationToken cancellationToken)
    {
        var payload = Decode(body);
        signature.Verify(payload, signatureHeader);
        var envelope = Parse(payload);
        var isNew = await StoreAsync(envelope, payload, cancellationToken);
        if (isNew && envelope.Target is not null)
            wakeUp.Hint(WebhookApplyJob.JobName);
        Log.Received(logger, envelope.Id, envelope.Type, envelope.Target?.Id, isNew);
    }

    /// <summary>Stores an event unless it is known.</summary>
    /// <returns>False when it is known.</returns>
    internal async Task<bool> AddAsync(Work work, StripeEventEnvelope envelope, string payload, string source)
    {
        var now = time.GetUtcNow();
        var tenantId = envelope.TenantId
            ?? (envelope.CustomerId is { } customerId ? await inbox.FindTenantAsync(work, customerId) : null);
        return await inbox.AddAsync(work, new WebhookEventRow
        {
            EventId = envelope.Id,
            TenantId = tenantId,
            Type = envelope.Type,
            ApiVersion = envelope.ApiVersion,
            ObjectType = envelope.Target?.Type,
            ObjectId = envelope.Target?.Id,
            Created = envelope.Created ?? now,
            Payload = PayloadSecrets.Remove(payload),
            Source = source,
            State = envelope.Target is null ? "ignored" : "received",
            ReceivedAt = now,
        });
    }

    private async Task<bool> StoreAsync(StripeEventEnvelope envelope, string payload, CancellationToken cancellationToken)
    {
        try
        {
            return await database.AsSystemAsync(work => AddAsync(work, envelope, payload, "push"), cancellationToken);
        }
        catch (DbException e) when (e.IsTransient)
        {
            Log.NotStored(logger, e, envelope.Id, envelope.Type);
            throw BillingException.Unavailable("database_unavailable", "The event could not be stored now.", DatabasePause);
        }
    }

    private static string Decode(ReadOnlyMemory<byte> body)
    {
        try
        {
            return Utf8.GetString(body.Span);
        }
        catch (DecoderFallbackException)
        {
            throw BillingException.Malformed("webhook_signature_invalid", "The signature does not belong to this body.");
        }
    }

    private static StripeEventEnvelope Parse(string payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload, JsonOptions);
            if (StripeEventEnvelope.Read(document.RootElement) is { } envelope)
                return envelope;
        }
        catch (JsonException)
        {
            // Genuinely signed and no event: answered like any other body that is none.
        }

        throw BillingException.Malformed("webhook_body_invalid", "The body is not an event.");
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Stripe event {EventId} {EventType} about {ObjectId} received, new: {IsNew}")]
        public static partial void Received(ILogger logger, string eventId, string eventType, string? objectId, bool isNew);

        [LoggerMessage(Level = LogLevel.Error, Message = "Stripe event {EventId} {EventType} could not be stored; Stripe is asked to deliver it again")]
        public static partial void NotStored(ILogger logger, Exception exception, string eventId, string eventType);
    }
}

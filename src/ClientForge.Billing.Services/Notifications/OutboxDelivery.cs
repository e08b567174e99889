using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Notifications;
using ClientForge.Billing.Services.Jobs;
using Microsoft.Extensions.Logging;

namespace ClientForge.Billing.Services.Notifications;

/// <summary>
/// Delivers one claimed message: looks whether its reason still holds, composes it, hands it over, records how that went. A
/// process that dies between hand-over and record sends it again under the same Message-ID.
/// </summary>
internal sealed partial class OutboxDelivery(
    Database database,
    OutboxRepository outbox,
    IMailComposer composer,
    IMailSender sender,
    TimeProvider time,
    ILogger<OutboxDelivery> logger)
{
    private const int MaxAttempts = 10;

    /// <returns>False when it failed, for now or for good.</returns>
    public async Task<bool> DeliverAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        try
        {
            var envelope = message.Payload.Read<MailEnvelope>();
            var (wanted, attachment) = await database.AsSystemAsync(work => LookAsync(work, envelope), cancellationToken);
            if (wanted)
                await sender.SendAsync(Compose(message, envelope, attachment), cancellationToken);
            await FinishAsync(message, wanted ? "sent" : "canceled");
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, e, message.Template, message.Id, message.TenantId, message.Attempts);
            var now = time.GetUtcNow();
            DateTimeOffset? nextAt = e is MailRejectedException || message.Attempts >= MaxAttempts ? null : Backoff.Next(message.Attempts, now);
            await database.AsSystemAsync(work => outbox.FailAsync(work, message, e.Message, nextAt, now), CancellationToken.None);
            return false;
        }
    }

    private async Task<(bool Wanted, OutboxAttachment? Attachment)> LookAsync(Work work, MailEnvelope envelope)
    {
        if (envelope.WhileUnpaidInvoiceId is { } unpaidId && !await outbox.IsUnpaidAsync(work, unpaidId))
            return (false, null);
        return (true, envelope.AttachInvoiceId is { } documentId ? await outbox.FindDocumentAsync(work, documentId) : null);
    }

    private OutgoingMail Compose(OutboxMessage message, MailEnvelope envelope, OutboxAttachment? attachment) => new()
    {
        MessageId = message.MessageId,
        Recipient = message.Recipient!,
        Content = composer.Compose(message.Template, envelope.Data),
        Attachments = attachment is null
            ? []
            : [new MailAttachment { FileName = $"{attachment.Number ?? "invoice"}.pdf", ContentType = "application/pdf", Content = attachment.Content }],
    };

    // The mail has left: that is recorded even if the process is asked to stop meanwhile.
    private Task<bool> FinishAsync(OutboxMessage message, string state) =>
        database.AsSystemAsync(work => outbox.FinishAsync(work, message, state, time.GetUtcNow()), CancellationToken.None);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Template} {MessageId} of tenant {TenantId} was not sent at attempt {Attempt}")]
        public static partial void Failed(ILogger logger, Exception exception, string template, Guid messageId, Guid? tenantId, int attempt);
    }
}

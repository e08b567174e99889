using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Notifications;

namespace ClientForge.Billing.Services.Notifications;

/// <summary>A mail that a change causes.</summary>
public sealed record MailOrder
{
    public required Guid TenantId { get; init; }

    /// <summary>snake_case name of the template.</summary>
    public required string Template { get; init; }

    /// <summary>Names the transition that causes the mail: the same one sends it once, however often it is found.</summary>
    public required string Key { get; init; }

    /// <summary>An address; null when the customer has none, then there is no mail.</summary>
    public required string? Recipient { get; init; }

    /// <summary>What the template is filled with when it is sent; the template's own record.</summary>
    public required object Payload { get; init; }

    /// <summary>The newest document of this invoice goes along as a PDF.</summary>
    public Guid? AttachInvoiceId { get; init; }

    /// <summary>The mail is withdrawn if this invoice is no longer open when its turn comes.</summary>
    public Guid? WhileUnpaidInvoiceId { get; init; }
}

/// <summary>What the outbox stores of a <see cref="MailOrder"/>.</summary>
public sealed record MailEnvelope
{
    public required JsonElement Data { get; init; }

    public Guid? AttachInvoiceId { get; init; }

    public Guid? WhileUnpaidInvoiceId { get; init; }
}

/// <summary>Puts mails into the outbox, in the unit of work of the change that causes them; they leave after it is committed.</summary>
public sealed class MailOutbox(OutboxRepository outbox, TimeProvider time)
{
    /// <returns>False when the transition has its mail already, or there is nobody to write to.</returns>
    public async Task<bool> EnqueueAsync(Work work, MailOrder order)
    {
        if (string.IsNullOrWhiteSpace(order.Recipient))
            return false;
        var now = time.GetUtcNow();
        return await outbox.AddAsync(work, new OutboxMessage
        {
            TenantId = order.TenantId,
            Id = Guid.CreateVersion7(now),
            Kind = "mail",
            Template = order.Template,
            Key = order.Key,
            Recipient = order.Recipient,
            Payload = Json.From(new MailEnvelope
            {
                Data = JsonSerializer.SerializeToElement(order.Payload, order.Payload.GetType(), Json.Options),
                AttachInvoiceId = order.AttachInvoiceId,
                WhileUnpaidInvoiceId = order.WhileUnpaidInvoiceId,
            }),
            MessageId = MessageId(order),
            AvailableAt = now,
            CreatedAt = now,
        });
    }

    // Made of the transition alone: a mail that is sent twice because its sender died can be told by its Message-ID.
    private static string MessageId(MailOrder order)
    {
        var transition = $"{order.TenantId:N}|{order.Template}|{order.Key}|{order.Recipient}";
        return $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(transition))[..16])}@billing.clientforge";
    }
}

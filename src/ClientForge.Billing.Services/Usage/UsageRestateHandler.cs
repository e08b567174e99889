using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Plans;
using ClientForge.Billing.Data.Subscriptions;
using ClientForge.Billing.Data.Usage;
using ClientForge.Billing.Data.WorkItems;
using ClientForge.Billing.Services.Jobs;
using ClientForge.Billing.Services.StripeApi;
using Stripe;

namespace ClientForge.Billing.Services.Usage;

/// <summary>Does <c>usage.restate</c>: puts the difference on the customer's next invoice.</summary>
internal sealed class UsageRestateHandler(
    Database database,
    UsageAdjustmentRepository adjustments,
    SubscriptionRepository subscriptions,
    PlanRepository plans,
    StripeIntents intents,
    TimeProvider time) : IWorkHandler
{
    public string Kind => UsageRestatement.WorkKind;

    public async Task HandleAsync(WorkItem item, CancellationToken cancellationToken)
    {
        var tenantId = item.TenantId!.Value;
        var order = item.Payload.Read<RestatementOrder>();
        var (row, customerId, name) = await database.InTenantAsync(
            tenantId,
            async work =>
            {
                var found = await adjustments.FindRestatementAsync(work, tenantId, order.RestatementId)
                    ?? throw new InvalidOperationException("The restatement is not known any more.");
                var subscription = await subscriptions.FindCurrentAsync(work, tenantId);
                var metrics = await plans.ListMetricsAsync(work);
                return (found, subscription!.StripeCustomerId, metrics.First(metric => metric.Metric == found.MetricName).DisplayName);
            },
            cancellationToken);
        var id = intents.NewId();
        var outcome = await intents.RunAsync(
            new IntentPlan
            {
                TenantId = tenantId,
                Id = id,
                Kind = "usage.restate",
                NaturalKey = row.Id.ToString(),
                ObjectType = "invoiceitem",
                Call = await CallAsync(row, order, customerId, name, id),
                Actor = "job:usage-report",
            },
            cancellationToken);
        var itemId = outcome.EnsureSucceeded();
        await database.InTenantAsync(tenantId, work => adjustments.SetChargedAsync(work, tenantId, row.Id, itemId, time.GetUtcNow()), cancellationToken);
    }

    private static Task<StripeCall> CallAsync(UsageRestatementRow row, RestatementOrder order, string customerId, string name, Guid id) =>
        StripeCall.CaptureAsync(stripe => stripe.V1.InvoiceItems.CreateAsync(new InvoiceItemCreateOptions
        {
            Customer = customerId,
            Currency = row.Currency,
            Amount = row.Amount,
            Description = UsageRestatement.Describe(row, name, order.InvoiceNumber),
            Period = new InvoiceItemPeriodOptions { Start = row.PeriodStart.UtcDateTime, End = row.PeriodEnd.UtcDateTime },
            Metadata = new Dictionary<string, string>
            {
                [MetadataKeys.OperationId] = id.ToString(),
                ["usage_restatement_id"] = row.Id.ToString(),
                ["restates_invoice"] = row.StripeInvoiceId ?? "",
            },
        }));
}

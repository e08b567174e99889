using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.Ops;
using ClientForge.Billing.Services.Usage;

namespace ClientForge.Billing.Api.OpsConsole;

public sealed class TenantModel(TenantDirectory directory, UsageMeteringService usage, TimeProvider time) : ConsolePage
{
    private static readonly TimeSpan Charted = TimeSpan.FromDays(30);

    public TenantState State { get; private set; } = null!;

    /// <summary>The last thirty days of each metric of the plan, day by day.</summary>
    public IReadOnlyList<UsageSummary> Charts { get; private set; } = [];

    public async Task OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        State = await directory.GetAsync(id, cancellationToken);
        var today = new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        Charts = await ReadChartsAsync(id, new UsagePeriod(today - Charted, today.AddDays(1)), cancellationToken);
    }

    private async Task<IReadOnlyList<UsageSummary>> ReadChartsAsync(Guid id, UsagePeriod span, CancellationToken cancellationToken)
    {
        if (State.Subscriptions.Count == 0)
            return [];
        var charts = new List<UsageSummary>();
        try
        {
            foreach (var summary in await usage.GetUsageAsync(id, span, cancellationToken))
                charts.Add(await usage.GetUsageAsync(id, summary.Metric, span, "day", cancellationToken));
        }
        catch (BillingException e) when (e.Kind == BillingErrorKind.NotFound)
        {
            // A subscription whose first payment never came is none.
        }

        return charts;
    }
}

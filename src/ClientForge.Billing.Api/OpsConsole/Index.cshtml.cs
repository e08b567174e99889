using ClientForge.Billing.Api.Jobs;
using ClientForge.Billing.Data.Ops;
using ClientForge.Billing.Data.Reconciliation;
using ClientForge.Billing.Services.Ops;
using ClientForge.Billing.Services.Reconciliation;

namespace ClientForge.Billing.Api.OpsConsole;

public sealed class IndexModel(OpsQueues queues, JobControl jobs, ReconciliationService reconciliation) : ConsolePage
{
    public IReadOnlyList<QueueFigure> Figures { get; private set; } = [];

    public IReadOnlyList<JobView> Failing { get; private set; } = [];

    public IReadOnlyList<FindingRow> Findings { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Figures = await queues.GetFiguresAsync(cancellationToken);
        Failing = [.. (await jobs.ListAsync(1, cancellationToken)).Where(job => job.NewestRuns is [{ Outcome: "failed" }, ..])];
        Findings = await reconciliation.ListAsync(open: true, after: null, PageSize, cancellationToken);
    }
}

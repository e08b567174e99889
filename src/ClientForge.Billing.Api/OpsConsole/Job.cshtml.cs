using ClientForge.Billing.Api.Jobs;

namespace ClientForge.Billing.Api.OpsConsole;

public sealed class JobModel(JobControl jobs) : ConsolePage
{
    private const int Runs = 100;

    public JobView Job { get; private set; } = null!;

    public async Task OnGetAsync(string name, CancellationToken cancellationToken) => Job = await jobs.GetAsync(name, Runs, cancellationToken);
}

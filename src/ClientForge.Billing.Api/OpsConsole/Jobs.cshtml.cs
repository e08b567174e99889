using ClientForge.Billing.Api.Jobs;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.OpsConsole;

public sealed class JobsModel(JobControl jobs) : ConsolePage
{
    private const int Bars = 40;

    public IReadOnlyList<JobView> Jobs { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Jobs = await jobs.ListAsync(Bars, cancellationToken);
        return Page();
    }

    public Task<IActionResult> OnPostTriggerAsync(string id, string? reason, CancellationToken cancellationToken) =>
        DoAsync(reason, why => jobs.TriggerAsync(id, why, Actor, cancellationToken), () => OnGetAsync(cancellationToken));

    public Task<IActionResult> OnPostPauseAsync(string id, string? reason, CancellationToken cancellationToken) =>
        DoAsync(reason, why => jobs.SetPausedAsync(id, true, why, Actor, cancellationToken), () => OnGetAsync(cancellationToken));

    public Task<IActionResult> OnPostResumeAsync(string id, string? reason, CancellationToken cancellationToken) =>
        DoAsync(reason, why => jobs.SetPausedAsync(id, false, why, Actor, cancellationToken), () => OnGetAsync(cancellationToken));
}

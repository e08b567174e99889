using ClientForge.Billing.Data.Ops;
using ClientForge.Billing.Services.Ops;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.OpsConsole;

public sealed class WorkItemsModel(OpsQueues queues) : ConsolePage
{
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<WorkEntry> Items { get; private set; } = [];

    /// <summary>Where the next page begins; null on the last one.</summary>
    public Guid? Next { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Items = await queues.ListWorkAsync(string.IsNullOrEmpty(State) ? null : State, null, After, PageSize, cancellationToken);
        Next = Items.Count == PageSize ? Items[^1].Id : null;
        return Page();
    }

    public Task<IActionResult> OnPostRequeueAsync(Guid id, string? reason, CancellationToken cancellationToken) =>
        DoAsync(reason, why => queues.RequeueWorkAsync(id, why, Actor, cancellationToken), () => OnGetAsync(cancellationToken));
}

using ClientForge.Billing.Data.Ops;
using ClientForge.Billing.Services.Ops;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.OpsConsole;

public sealed class OutboxModel(OpsQueues queues) : ConsolePage
{
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<OutboxEntry> Messages { get; private set; } = [];

    /// <summary>Where the next page begins; null on the last one.</summary>
    public Guid? Next { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Messages = await queues.ListOutboxAsync(string.IsNullOrEmpty(State) ? null : State, After, PageSize, cancellationToken);
        Next = Messages.Count == PageSize ? Messages[^1].Id : null;
        return Page();
    }

    public Task<IActionResult> OnPostRequeueAsync(Guid id, string? reason, CancellationToken cancellationToken) =>
        DoAsync(reason, why => queues.RequeueMessageAsync(id, why, Actor, cancellationToken), () => OnGetAsync(cancellationToken));
}

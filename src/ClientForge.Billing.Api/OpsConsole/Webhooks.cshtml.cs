using ClientForge.Billing.Data.Webhooks;
using ClientForge.Billing.Services.Webhooks;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.OpsConsole;

public sealed class WebhooksModel(WebhookEvents events) : ConsolePage
{
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<WebhookEventRow> Events { get; private set; } = [];

    /// <summary>Where the next page begins; null on the last one.</summary>
    public string? Next { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Events = await events.ListAsync(string.IsNullOrEmpty(State) ? null : State, null, After, PageSize, cancellationToken);
        Next = Events.Count == PageSize ? Events[^1].EventId : null;
        return Page();
    }

    public Task<IActionResult> OnPostReplayAsync(string id, string? reason, CancellationToken cancellationToken) =>
        DoAsync(reason, why => events.ReplayAsync(id, why, Actor, cancellationToken), () => OnGetAsync(cancellationToken));
}

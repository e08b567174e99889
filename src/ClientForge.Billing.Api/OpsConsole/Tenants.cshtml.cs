using ClientForge.Billing.Data.Ops;
using ClientForge.Billing.Services.Ops;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.OpsConsole;

public sealed class TenantsModel(TenantDirectory directory) : ConsolePage
{
    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<TenantSummary> Tenants { get; private set; } = [];

    /// <summary>Where the next page begins; null on the last one.</summary>
    public Guid? Next { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Tenants = await directory.SearchAsync(Search, After, PageSize, cancellationToken);
        Next = Tenants.Count == PageSize ? Tenants[^1].Id : null;
    }
}

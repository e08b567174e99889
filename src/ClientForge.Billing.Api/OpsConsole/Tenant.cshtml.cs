using ClientForge.Billing.Services.Ops;

namespace ClientForge.Billing.Api.OpsConsole;

public sealed class TenantModel(TenantDirectory directory) : ConsolePage
{
    public TenantState State { get; private set; } = null!;

    public async Task OnGetAsync(Guid id, CancellationToken cancellationToken) => State = await directory.GetAsync(id, cancellationToken);
}

using ClientForge.Billing.Api.Jobs;

namespace ClientForge.Billing.Api.OpsConsole;

public sealed class ServersModel(ClusterNodes nodes) : ConsolePage
{
    public IReadOnlyList<ServerNode> Nodes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Nodes = await nodes.ListAsync(cancellationToken);
}

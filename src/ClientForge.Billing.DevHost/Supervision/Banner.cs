namespace ClientForge.Billing.DevHost.Supervision;

/// <summary>What the developer sees once everything runs.</summary>
internal static class Banner
{
    public static string Text(DevSettings settings, DevTenant tenant, string logFolder)
    {
        var api = settings.ApiAddresses[0].GetLeftPart(UriPartial.Authority);
        var replicas = settings.Replicas > 1 ? $" (and {settings.Replicas - 1} more on the ports after it)" : "";
        var stripe = settings.OwnSandbox ? settings.SandboxAddress.GetLeftPart(UriPartial.Authority) : "Stripe itself";
        return $"""

            ClientForge Billing is ready.

              API          {api}{replicas}
              API reader   {api}/docs
              Ops console  {api}/ops
              Stripe       {stripe}
              Mail         {settings.MailAddress.GetLeftPart(UriPartial.Authority)}
              Logs         {logFolder}

            Tenant       {tenant.TenantId}
            Admin token  {tenant.AdminToken}
            Ops token    {tenant.OpsToken}

            Try it:
              curl -s {api}/api/v1/billing/plans -H 'Authorization: Bearer {tenant.AdminToken}'
              curl -s {api}/api/v1/billing/account -H 'Authorization: Bearer {tenant.AdminToken}'
              curl -s -X POST {api}/dev/time/advance -H 'Content-Type: application/json' -d '{"{"}"seconds": 86400{"}"}'

            Ctrl-C stops everything.
            """;
    }
}

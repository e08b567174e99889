using System.Diagnostics;
using System.Security.Claims;
using ClientForge.Billing.Services;
using ClientForge.Billing.Services.Errors;

namespace ClientForge.Billing.Api.Auth;

/// <summary>Who calls, for which tenant: read from the token alone, but for a service, which names the tenant in a header.</summary>
public sealed class CurrentRequest(IHttpContextAccessor accessor, TimeProvider time)
{
    public const string TenantHeader = "X-Tenant-Id";

    private readonly HttpContext _http = accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");
    private string? _operationKey;

    public string Role => Claim(ClaimNames.Role);

    /// <summary><c>user:…</c>, <c>ops:…</c> or <c>service:…</c> with the token's subject.</summary>
    public string Actor => ActorOf(_http.User) ?? throw new InvalidOperationException("The caller is not known.");

    /// <summary>The tenant whose data the request is about.</summary>
    /// <exception cref="BillingException">400 <c>tenant_header_required</c>: a service did not name a tenant.</exception>
    public Guid TenantId => TenantOf(_http) ?? throw BillingException.Malformed(
        "tenant_header_required", $"The header {TenantHeader} must name a tenant by its UUID.");

    /// <summary>What commands of the tenant's own routes run under.</summary>
    public RequestContext Tenant() => Of(TenantId, null);

    /// <summary>What a command of the ops routes runs under: the tenant comes from the path, the reason from the body.</summary>
    public RequestContext Ops(Guid tenantId, string reason) => Of(tenantId, reason);

    /// <summary>Derived from the caller's <c>Idempotency-Key</c>, or new for this request.</summary>
    public string OperationKey => _operationKey ??=
        _http.Features.Get<OperationKeyFeature>()?.Key ?? Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    public string? TraceId => Activity.Current?.TraceId.ToString();

    internal static string? ActorOf(ClaimsPrincipal user) => (user.FindFirstValue(ClaimNames.Role), user.FindFirstValue(ClaimNames.Subject)) switch
    {
        (null, _) or (_, null) => null,
        (Roles.Ops, var subject) => $"ops:{subject}",
        (Roles.Service, var subject) => $"service:{subject}",
        (_, var subject) => $"user:{subject}",
    };

    internal static Guid? TenantOf(HttpContext http)
    {
        var role = http.User.FindFirstValue(ClaimNames.Role);
        var named = role == Roles.Service ? http.Request.Headers[TenantHeader].ToString() : http.User.FindFirstValue(ClaimNames.Tenant);
        return role != Roles.Ops && Guid.TryParseExact(named, "D", out var tenantId) ? tenantId : null;
    }

    private RequestContext Of(Guid tenantId, string? reason) => new()
    {
        TenantId = tenantId,
        Actor = Actor,
        TraceId = TraceId,
        OperationKey = OperationKey,
        Reason = reason,
    };

    private string Claim(string name) => _http.User.FindFirstValue(name) ?? throw new InvalidOperationException($"The token has no {name}.");
}

using System.Security.Claims;
using System.Text;
using ClientForge.Billing.Api.Auth;
using Dapper;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace ClientForge.Billing.Benchmarks.Entitlements;

/// <summary>
/// A service asks for the entitlements of mixed tenants: how long it takes at a thousand requests a second, and how its
/// throughput compares with that of a bare one-row SELECT through the same server, measured in turns.
/// </summary>
internal static class EntitlementReads
{
    private const int Tenants = 2_000;
    private const int Rounds = 4;
    private const int Callers = 16;
    private const int PerSecond = 1_000;
    private const double P99Limit = 5;
    private const double RatioLimit = 0.7;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(15);

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var host = await BenchHost.StartAsync(cancellationToken);
        var tenants = await FillAsync(host, cancellationToken);
        var token = Token();
        var number = 0;
        Guid Next(int caller) => tenants[Interlocked.Increment(ref number) % tenants.Length];
        using var entitlements = new Connections(_ => host.Address, Callers, "GET /api/v1/billing/entitlements", token, Next);
        using var bareRow = new Connections(_ => host.Address, Callers, "GET /bench/row", token, Next);

        await Load.ClosedAsync(Callers, WarmUp, caller => entitlements.SendAsync(caller));
        await Load.ClosedAsync(Callers, WarmUp, caller => bareRow.SendAsync(caller));
        double ours = 0, bare = 0;
        for (var round = 0; round < Rounds; round++)
        {
            ours += (await Load.ClosedAsync(Callers, Round, caller => entitlements.SendAsync(caller))).PerSecond / Rounds;
            bare += (await Load.ClosedAsync(Callers, Round, caller => bareRow.SendAsync(caller))).PerSecond / Rounds;
        }

        using var pacedEntitlements = new Connections(_ => host.Address, Callers, "GET /api/v1/billing/entitlements", token, Next);
        using var pacedBareRow = new Connections(_ => host.Address, Callers, "GET /bench/row", token, Next);
        var steadyBare = await Load.PacedAsync(Callers, PerSecond, Steady, pacedBareRow.Send);
        var steady = await Load.PacedAsync(Callers, PerSecond, Steady, pacedEntitlements.Send);
        return
        [
            new Figure("entitlements: throughput", ours, "req/s", Limit: null, Better.Higher),
            new Figure("entitlements: throughput of a bare one-row SELECT", bare, "req/s", Limit: null, Better.Higher),
            new Figure("entitlements: throughput to the bare SELECT's", ours / bare, "x", RatioLimit, Better.Higher),
            new Figure("entitlements: p50 at 1,000 requests/s", steady.P50, "ms", Limit: null, Better.Lower),
            new Figure("entitlements: p99 at 1,000 requests/s", steady.P99, "ms", P99Limit, Better.Lower),
            new Figure("entitlements: p99 of the bare SELECT at 1,000 requests/s", steadyBare.P99, "ms", Limit: null, Better.Lower),
        ];
    }

    private static string Token()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = BenchHost.Issuer,
            Audience = BenchHost.Audience,
            NotBefore = now.AddHours(-1),
            Expires = now.AddHours(2),
            Subject = new ClaimsIdentity([new Claim(ClaimNames.Subject, "gateway"), new Claim(ClaimNames.Role, Roles.Service)]),
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(BenchHost.SigningKey)), SecurityAlgorithms.HmacSha256),
        });
    }

    /// <summary>Tenants on every plan, in the middle of a month's usage: a hundred hours of each metric, and its period in four slots.</summary>
    private static async Task<Guid[]> FillAsync(BenchHost host, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(host.AdminConnectionString);
        await connection.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into organizations (id, name, created_at) select gen_random_uuid(), 'Tenant ' || n, now() from generate_series(1, @tenants) n;
            update plan_prices set stripe_price_id = 'price_' || id;
            update plan_meters set stripe_price_id = 'price_' || id;
            insert into billing_accounts (tenant_id, status, created_at, updated_at) select id, 'active', now(), now() from organizations;
            insert into subscriptions (tenant_id, id, stripe_subscription_id, stripe_customer_id, plan_id, plan_price_id, status, quantity, currency,
                interval, unit_amount, current_period_start, current_period_end, billing_cycle_anchor, stripe_items, has_begun, created_at, updated_at)
            select o.id, gen_random_uuid(), 'sub_' || o.id, 'cus_' || o.id, p.plan_id, p.id, 'active', 3, p.currency, p.interval, p.unit_amount,
                date_trunc('hour', now()) - interval '10 days', date_trunc('hour', now()) + interval '20 days', now() - interval '10 days',
                (select jsonb_agg(jsonb_build_object('id', 'si_' || m.id, 'priceId', m.stripe_price_id, 'metered', true)) from plan_meters m
                 where m.plan_id = p.plan_id and m.currency = p.currency and m.interval = p.interval),
                true, now() - interval '10 days', now()
            from (select id, row_number() over (order by id) as n from organizations) o
            join (select *, row_number() over (order by id) as n, count(*) over () as c from plan_prices) p on p.n = o.n % p.c + 1;
            insert into usage_counters (tenant_id, metric_name, span, period_start, bucket, slot, period_end, events, total, peak, last_quantity, last_at, last_created_at)
            select s.tenant_id, m.metric, v.span, s.current_period_start, s.current_period_start + v.h * interval '1 hour', v.slot, s.current_period_end, 1, 7, 7, 7,
                s.current_period_start + v.h * interval '1 hour', s.current_period_start
            from subscriptions s cross join billing_metrics m
            cross join (
                select 'hour' as span, h, 1 as slot from generate_series(0, 99) h
                union all
                select 'period', 0, slot from generate_series(1, 4) slot
            ) v;
            """,
            new { tenants = Tenants },
            commandTimeout: 300,
            cancellationToken: cancellationToken));
        // Now, and not by itself in the middle of a measurement.
        await connection.ExecuteAsync(new CommandDefinition("vacuum (analyze)", commandTimeout: 300, cancellationToken: cancellationToken));
        return [.. await connection.QueryAsync<Guid>(new CommandDefinition("select id from organizations order by random()", cancellationToken: cancellationToken))];
    }
}

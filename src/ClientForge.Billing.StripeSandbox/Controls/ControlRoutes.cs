using System.Text.Json;
using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Payments;
using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Time;
using ClientForge.Billing.StripeSandbox.Webhooks;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Controls;

/// <summary>What each control does.</summary>
internal sealed class ControlRoutes(SandboxStore store, Journal journal, WorkRunner runner, SandboxClock clock, TimeMachine machine)
{
    private const string Faults = "/_sandbox/faults/";
    private const string ThreeDs = "/_sandbox/3ds/";
    private const string Events = "/_sandbox/events/";

    public async Task<object> AnswerAsync(ControlCall call)
    {
        return call.Route switch
        {
            "GET /_sandbox/clock" => Clock(),
            "POST /_sandbox/clock" => await MoveClockAsync(await call.BodyAsync<ClockMove>(), call.Context.RequestAborted),
            "POST /_sandbox/reset" => Reset(),
            "GET /_sandbox/requests" => new { data = Rows<RequestRow>(Shown) },
            "GET /_sandbox/requests/effects" => new { data = Rows<StripeEvent>(Shown) },
            "GET /_sandbox/requests/deliveries" => new { data = Rows<DeliveryAttempt>(Shown) },
            "GET /_sandbox/ledger" => new { data = Rows<LedgerRow>(Shown) },
            "GET /_sandbox/faults" => new { data = Rows<Fault>(Shown) },
            "POST /_sandbox/faults" => AddFault(await call.BodyAsync<FaultBody>()),
            "DELETE /_sandbox/faults" => ClearFaults(),
            "GET /_sandbox/webhooks" => Shown(InWork(work => work.Find<WebhookPlan>(WebhookPlan.TheId)) ?? new WebhookPlan { Id = WebhookPlan.TheId }),
            "POST /_sandbox/webhooks" => Plan(await call.BodyAsync<WebhookPlanBody>()),
            "GET /_sandbox/export" => Export(),
            "POST /_sandbox/retries" => Retries(await call.BodyAsync<RetriesBody>()),
            "GET /_sandbox/limits" => Shown(InWork(work => work.Find<Limits>(Limits.TheId)) ?? new Limits { Id = Limits.TheId }),
            "POST /_sandbox/limits" => SetLimits(await call.BodyAsync<LimitsBody>()),
            _ => await AnswerWithIdAsync(call),
        };
    }

    private async Task<object> AnswerWithIdAsync(ControlCall call)
    {
        var method = call.Context.Request.Method;
        if (method == "DELETE" && call.IdUnder(Faults) is { } fault)
            return RemoveFault(fault);
        if (method == "POST" && call.IdUnder(ThreeDs) is { } intent)
            return Authenticate(intent, await call.BodyAsync<AuthenticationBody>());
        if (method == "POST" && call.Path.StartsWith(Events, StringComparison.Ordinal) && call.Path.EndsWith("/resend", StringComparison.Ordinal))
            return Resend(call.Path[Events.Length..^"/resend".Length], await call.BodyAsync<ResendBody>());
        throw new ControlError(404, $"There is no control {call.Route}.");
    }

    private ClockAnswer Clock()
    {
        var due = machine.NextDueAt();
        return new ClockAnswer(clock.UtcNow, due is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null);
    }

    private async Task<ClockAnswer> MoveClockAsync(ClockMove move, CancellationToken cancellation)
    {
        if (move.Seconds is null == move.To is null)
            throw new ControlError(400, "Give either seconds or to.");
        if (move.Seconds is < 0 or > 4_000_000_000)
            throw new ControlError(400, "seconds must be 0 or more and the clock stays within the calendar.");
        if (move.To is { } to && to < clock.UtcNow)
            throw new ControlError(400, "The clock never goes back.");
        await machine.AdvanceAsync(move.To ?? clock.UtcNow.AddSeconds(move.Seconds!.Value), cancellation);
        return Clock();
    }

    /// <summary>Everything goes but the webhook endpoints; time goes on.</summary>
    private object Reset()
    {
        lock (store.Gate)
        {
            foreach (var table in store.Tables.Where(table => !table.Spec.SurvivesReset))
                table.Clear();
            store.Due.Clear();
            journal.Rewrite();
        }

        return new { reset = true };
    }

    private object AddFault(FaultBody body)
    {
        // "reset" alone is a connection that breaks before anything happened.
        if ((body.Kind == "reset" ? "reset_before" : body.Kind) is not { } kind || !Fault.Kinds.Contains(kind))
            throw new ControlError(400, $"kind must be one of {string.Join(", ", Fault.Kinds)}.");
        if (body is { Times: <= 0 } or { Probability: < 0 or > 1 } or { Status: < 400 or > 599 } or { Milliseconds: < 0 or > 120_000 })
            throw new ControlError(400, "times is 1 or more, probability 0 to 1, status 400 to 599, milliseconds 0 to 120000.");
        if (body.Match?.Path is { Length: > 500 })
            throw new ControlError(400, "match.path is too long.");
        var fault = InWork(work => work.Save(new Fault
        {
            Id = Ids.New("fault"),
            Kind = kind,
            Method = body.Match?.Method,
            Milliseconds = body.Milliseconds ?? 1000,
            Path = body.Match?.Path,
            Probability = body.Probability ?? 1,
            Seed = body.Seed ?? 0,
            Status = body.Status ?? 500,
            Times = body.Times ?? (body.Probability is null ? 1 : null),
        }));
        return new { id = fault.Id };
    }

    private object ClearFaults() => new
    {
        deleted = InWork(work =>
        {
            var faults = work.Table<Fault>().NewestFirst().ToList();
            faults.ForEach(work.Delete);
            return faults.Count;
        }),
    };

    private object RemoveFault(string id) => InWork<object>(work =>
    {
        work.Delete(work.Find<Fault>(id) ?? throw new ControlError(404, $"There is no fault {id}."));
        return new { deleted = 1 };
    });

    private object Plan(WebhookPlanBody body)
    {
        if (body is { Duplicate: < 0 or > 1 } or { Shuffle: < 0 or > 1 } or { Drop: < 0 or > 1 } or { DelaySeconds: < 0 or > 1_000_000 })
            throw new ControlError(400, "duplicate, shuffle and drop are 0 to 1, delaySeconds 0 to 1000000.");
        return Shown(InWork(work => work.Save(new WebhookPlan
        {
            Id = WebhookPlan.TheId,
            DelaySeconds = body.DelaySeconds,
            Drop = body.Drop,
            Duplicate = body.Duplicate,
            Seed = body.Seed,
            Shuffle = body.Shuffle,
        })));
    }

    private object Resend(string id, ResendBody body) => InWork<object>(work =>
    {
        var happened = work.Find<StripeEvent>(id) ?? throw new ControlError(404, $"There is no event {id}.");
        return new { deliveries = DeliveryPlanner.Resend(work, happened, body.Endpoint) };
    });

    private object Authenticate(string id, AuthenticationBody body)
    {
        var approved = body.Outcome switch
        {
            "approve" => true,
            "fail" => false,
            _ => throw new ControlError(400, "outcome must be approve or fail."),
        };
        var status = InWork(work => work.Find<PaymentIntent>(id) is { } payment ? PaymentIntentActions.Authenticate(work, payment, approved).Status
            : work.Find<SetupIntent>(id) is { } setup ? Setup.Authenticate(work, setup, approved).Status
            : throw new ControlError(404, $"There is no payment or setup intent {id}."));
        return new { id, status };
    }

    private Dictionary<string, object> Export()
    {
        lock (store.Gate)
        {
            return store.Tables.ToDictionary(
                table => table.Spec.Name,
                table => (object)table.OldestFirst.Select(row => JsonSerializer.SerializeToElement(row, row.GetType(), StripeJson.Compact)).ToList());
        }
    }

    private List<object> Rows<T>(Func<T, object> shown)
        where T : StripeObject => InWork(work => work.Table<T>().NewestFirst().Reverse().Select(shown).ToList());

    private static object Shown(RequestRow row) =>
        new { row.Sequence, row.Id, row.Method, row.Path, row.IdempotencyKey, row.Status, row.Replayed, row.Fault, row.At };

    private static object Shown(StripeEvent row) => new
    {
        row.Sequence, row.Id, row.Type, Object = (row.Data.Object as StripeObject)?.Id, Request = row.Request.Id, At = DateTimeOffset.FromUnixTimeSeconds(row.EmittedAt),
    };

    private static object Shown(DeliveryAttempt row) => new { row.Sequence, row.Event, row.Type, row.Endpoint, row.Status, row.At };

    private static object Shown(LedgerRow row) => new
    {
        row.Id, row.Type, row.Status, row.Amount, row.Currency, row.Customer, row.Invoice, row.PaymentIntent, row.DeclineCode,
        Created = DateTimeOffset.FromUnixTimeSeconds(row.Created), row.Sequence,
    };

    private static object Shown(Fault fault) => new
    {
        fault.Id, Match = new { fault.Method, fault.Path }, fault.Kind, fault.Status, fault.Times, fault.Probability, fault.Milliseconds,
    };

    private static object Shown(WebhookPlan plan) => new { plan.Duplicate, plan.Shuffle, plan.DelaySeconds, plan.Drop };

    /// <summary>Stripe's own retries of failed invoices: days between attempts (none = off) and what follows the last.</summary>
    private object Retries(RetriesBody body)
    {
        var days = body.Days ?? [];
        if (days.Count > 8 || days.Any(day => day is < 1 or > 60))
            throw new ControlError(400, "days takes at most 8 numbers from 1 to 60.");
        if (!Enum.TryParse<RetryExhaustion>((body.WhenExhausted ?? "past_due").Replace("_", "", StringComparison.Ordinal), true, out var exhausted))
            throw new ControlError(400, "whenExhausted is past_due, unpaid or cancel.");
        var settings = new BillingSettings { Id = BillingSettings.Key, RetryDays = days, WhenExhausted = exhausted };
        InWork(work => work.Save(settings));
        return new { days, whenExhausted = body.WhenExhausted ?? "past_due" };
    }

    private object SetLimits(LimitsBody body)
    {
        if (new[] { body.Global, body.Endpoint, body.Search, body.InvoicesPerMinute }.Any(limit => limit is < 1 or > 100_000))
            throw new ControlError(400, "Each limit is 1 to 100000, or absent.");
        return Shown(InWork(work => work.Save(new Limits
        {
            Id = Limits.TheId,
            Endpoint = body.Endpoint,
            Global = body.Global,
            InvoicesPerMinute = body.InvoicesPerMinute,
            Locks = body.Locks,
            Search = body.Search,
        })));
    }

    private static object Shown(Limits limits) => new { limits.Global, limits.Endpoint, limits.Search, limits.InvoicesPerMinute, limits.Locks };

    private T InWork<T>(Func<UnitOfWork, T> action) => runner.Run(clock.Now, new EventRequest(null, null), action);
}

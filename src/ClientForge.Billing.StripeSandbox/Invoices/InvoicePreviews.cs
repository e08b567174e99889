using System.Text.Json;
using System.Text.Json.Nodes;
using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Subscriptions;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Invoices;

/// <summary>
/// Shows invoices that do not exist yet. A preview runs the very code of the change or renewal in a unit of work of its own and undoes it, so
/// that it shows what will be charged.
/// </summary>
internal static class InvoicePreviews
{
    /// <summary><c>POST /v1/invoices/create_preview</c></summary>
    public static object Create(ApiRequest request)
    {
        return Scratch(request.Work, request.Work.Now, request.Work.RunsOnTestClock, work =>
        {
            var asked = PreviewParameters.Read(work, request.Params);
            return Shown(WithCredits(work, Build(work, asked)), asked.Details);
        });
    }

    /// <summary>The next renewal as <c>invoice.upcoming</c> carries it: an invoice without an id.</summary>
    public static JsonObject UpcomingEventObject(UnitOfWork work, Subscription subscription)
    {
        var body = JsonSerializer.SerializeToNode(Shown(Renewal(work, subscription), null), StripeJson.Compact)!.AsObject();
        body.Remove("id");
        return body;
    }

    private static Invoice? Build(UnitOfWork work, PreviewParameters asked)
    {
        if (asked.Subscription is not { } subscription)
        {
            return asked.Phases.Count > 0 ? PreviewSchedules.First(work, asked.Customer, asked.Phases)
                : asked.Details is null ? null
                : SubscriptionCreator.Preview(work, asked.Customer, asked.Details);
        }


        if (asked.IsRecurring)
            return Recurring(work, subscription, asked.Details);
        if (asked.Phases.Count > 0)
            PreviewSchedules.Replan(work, subscription, asked.Phases);
        foreach (var extra in asked.InvoiceItems)
            work.Save(InvoiceItemReader.Create(work, extra, asked.Customer, null, subscription));
        if (asked.CancelsNow)
            return SubscriptionEnding.PreviewCancel(work, subscription, asked.Details?.NeedsProration ?? true);
        if (asked.ResumesNow)
            return SubscriptionResumption.Draft(work, subscription, anchorNow: true).Invoice;
        if (asked.Details is { } details && SubscriptionUpdater.Preview(work, subscription, details) is { } immediate)
            return immediate;
        return Renewal(work, work.Get<Subscription>(subscription.Id));
    }

    private static Invoice? Recurring(UnitOfWork work, Subscription subscription, SubscriptionParameters? details)
    {
        if (details is not null)
            SubscriptionUpdater.Preview(work, subscription, details with { ProrationBehavior = "none" });
        foreach (var pending in InvoiceDrafts.Pending(work, subscription.Customer, subscription))
            work.Delete(pending);
        return Renewal(work, work.Get<Subscription>(subscription.Id));
    }

    /// <summary>The draft of the next period's end; null when nothing is billed there.</summary>
    private static Invoice? Renewal(UnitOfWork work, Subscription subscription)
    {
        if (SubscriptionStatus.IsTerminal(subscription.Status))
            return null;
        var end = Math.Max(SubscriptionAgenda.PeriodEnd(subscription), work.NowOn(subscription.TestClock));
        return Scratch(work, end, subscription.TestClock, later => RenewalAt(later, subscription.Id, end));
    }

    /// <summary>What the clock does in the period's last second comes first: discounts run out, a schedule's next phase begins, the end asked for comes.</summary>
    private static Invoice? RenewalAt(UnitOfWork later, string id, long end)
    {
        SubscriptionClock.RunBefore(later, id, SubscriptionTask.Cancel, end);
        var current = later.Get<Subscription>(id);
        if (SubscriptionStatus.IsTerminal(current.Status))
            return null;
        if (current.CancelAt is { } cancelAt && cancelAt <= end)
            return SubscriptionEnding.PreviewConclusion(later, current);
        var endsUnpaid = current.Status == SubscriptionStatus.Trialing && SubscriptionClock.EndsWithTrial(later, current);
        return endsUnpaid || SubscriptionAgenda.PeriodEnd(current) > end ? null : SubscriptionRenewal.Draft(later, current).Invoice;
    }

    private static Invoice? WithCredits(UnitOfWork work, Invoice? draft) => draft is null ? null : InvoiceCredits.Apply(work, draft);

    private static T Scratch<T>(UnitOfWork work, long now, string? testClock, Func<UnitOfWork, T> action)
    {
        var scratch = new UnitOfWork(work.Store, now, work.Request) { RunsOnTestClock = testClock };
        try
        {
            return action(scratch);
        }
        finally
        {
            scratch.Rollback();
        }
    }

    /// <summary>The draft under a preview's ids.</summary>
    private static Invoice Shown(Invoice? draft, SubscriptionParameters? details)
    {
        if (draft is null)
            throw new StripeError(404, "No upcoming invoices.") { Code = "invoice_upcoming_none" };
        var id = "upcoming_in_" + Ids.Random(24);
        var parent = draft.Parent is { } known && details?.ProrationDate is { } date
            ? known with { SubscriptionDetails = known.SubscriptionDetails with { SubscriptionProrationDate = date } }
            : draft.Parent;
        return draft with
        {
            Id = id,
            AutomaticallyFinalizesAt = null,
            BillingReason = BillingReasons.Upcoming,
            Lines = InvoiceDrafts.LinesOf(id, [.. draft.Lines.Data.Select(line => line with { Id = "il_tmp_" + Ids.Random(24), Invoice = id })]),
            Parent = parent,
        };
    }
}

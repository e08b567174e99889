using ClientForge.Billing.StripeSandbox.Discounts;
using ClientForge.Billing.StripeSandbox.Invoices;
using ClientForge.Billing.StripeSandbox.Rules;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.SubscriptionSchedules;

namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>Does what time does to a subscription.</summary>
internal static class SubscriptionClock
{
    /// <summary>Handles the due entry of a subscription; whatever comes next is scheduled anew when the subscription is saved.</summary>
    public static void Run(UnitOfWork work, DueEntry entry)
    {
        var subscription = work.Get<Subscription>(entry.Key);
        if (Next(work, subscription) is not { } next)
            return;
        if (next.At > entry.At)
            SubscriptionChanges.Store(work, subscription);
        else
            Do(work, subscription, next.Task);
    }

    /// <summary>
    /// Does everything due by <paramref name="until"/> that comes before <paramref name="stop"/> within one second, notices left out.
    /// </summary>
    public static void RunBefore(UnitOfWork work, string id, SubscriptionTask stop, long until)
    {
        while (Next(work, work.Get<Subscription>(id)) is { } next && next.At <= until && next.Task < stop)
        {
            var current = work.Get<Subscription>(id);
            var end = SubscriptionAgenda.PeriodEnd(current);
            if (next.Task == SubscriptionTask.NotifyTrialEnd)
                SubscriptionChanges.Store(work, current with { TrialNoticeFor = end });
            else if (next.Task == SubscriptionTask.NotifyUpcoming)
                SubscriptionChanges.Store(work, current with { UpcomingNoticeFor = end });
            else if (next.Task == SubscriptionTask.NotifyScheduleEnd)
                SubscriptionChanges.Store(work, current with { ScheduleNoticeFor = current.ScheduleEndsAt });
            else
                Do(work, current, next.Task);
        }
    }

    /// <summary>Nobody can be charged when the trial ends, and the settings let the subscription pause or end then.</summary>
    public static bool EndsWithTrial(UnitOfWork work, Subscription subscription) => AfterTrial(work, subscription) is not null;

    private static AgendaEntry? Next(UnitOfWork work, Subscription subscription) =>
        SubscriptionAgenda.Next(subscription, id => work.Find<Discount>(id)?.End);

    private static void Do(UnitOfWork work, Subscription subscription, SubscriptionTask task)
    {
        switch (task)
        {
            case SubscriptionTask.ExpireIncomplete:
                ExpireIncomplete(work, subscription);
                break;
            case SubscriptionTask.ExpirePendingUpdate:
                PendingUpdates.Expire(work, subscription);
                break;
            case SubscriptionTask.ExpireResumption:
                SubscriptionResumption.Expire(work, subscription);
                break;
            case SubscriptionTask.ResumeCollection:
                SubscriptionChanges.Save(work, subscription, subscription with { PauseCollection = null });
                break;
            case SubscriptionTask.DropDiscounts:
                DropDiscounts(work, subscription);
                break;
            case SubscriptionTask.NotifyTrialEnd:
                NotifyTrialEnd(work, subscription);
                break;
            case SubscriptionTask.NotifyUpcoming:
                NotifyUpcoming(work, subscription);
                break;
            case SubscriptionTask.NotifyScheduleEnd:
                ScheduleClock.NotifyEnd(work, subscription);
                break;
            case SubscriptionTask.EndPhase:
                ScheduleClock.EndPhase(work, subscription);
                break;
            case SubscriptionTask.Cancel:
                SubscriptionEnding.Conclude(work, subscription);
                break;
            case SubscriptionTask.EndTrial:
                EndTrial(work, subscription);
                break;
            default:
                SubscriptionRenewal.Renew(work, subscription);
                break;
        }
    }

    private static void ExpireIncomplete(UnitOfWork work, Subscription subscription)
    {
        SubscriptionChanges.Save(work, subscription, subscription with
        {
            EndedAt = work.NowOn(subscription.TestClock),
            Status = SubscriptionStatus.IncompleteExpired,
        });
        if (work.Find<Invoice>(subscription.LatestInvoice) is { Status: InvoiceStatus.Open } invoice)
            InvoiceVoiding.Void(work, invoice);
    }

    private static void DropDiscounts(UnitOfWork work, Subscription subscription)
    {
        var now = work.NowOn(subscription.TestClock);
        SubscriptionChanges.Save(work, subscription, subscription with
        {
            Discounts = [.. subscription.Discounts.Where(id => !(work.Find<Discount>(id)?.End <= now))],
        });
    }

    private static void NotifyTrialEnd(UnitOfWork work, Subscription subscription)
    {
        var noticed = SubscriptionChanges.Store(work, subscription with { TrialNoticeFor = SubscriptionAgenda.PeriodEnd(subscription) });
        work.Emit("customer.subscription.trial_will_end", noticed);
    }

    private static void NotifyUpcoming(UnitOfWork work, Subscription subscription)
    {
        var noticed = SubscriptionChanges.Store(work, subscription with { UpcomingNoticeFor = SubscriptionAgenda.PeriodEnd(subscription) });
        work.Emit("invoice.upcoming", InvoicePreviews.UpcomingEventObject(work, noticed), noticed.TestClock);
    }

    /// <summary>The trial is over: renewal as at any period's end, unless nobody can be charged and the settings say otherwise.</summary>
    private static void EndTrial(UnitOfWork work, Subscription subscription)
    {
        switch (AfterTrial(work, subscription))
        {
            case SubscriptionStatus.Canceled:
                SubscriptionEnding.Conclude(work, subscription);
                break;
            case SubscriptionStatus.Paused:
                var paused = SubscriptionChanges.Store(work, subscription with { Status = SubscriptionStatus.Paused });
                work.Emit("customer.subscription.paused", paused);
                work.EmitIfChanged("customer.subscription.updated", paused, subscription);
                break;
            default:
                SubscriptionRenewal.Renew(work, subscription);
                break;
        }
    }

    private static string? AfterTrial(UnitOfWork work, Subscription subscription) =>
        InvoiceCollector.PaymentMethodFor(work, subscription.Customer, subscription) is null && subscription.CollectionMethod == "charge_automatically"
            ? SubscriptionTransitions.AfterTrialWithoutPaymentMethod(subscription.TrialSettings.EndBehavior.MissingPaymentMethod)
            : null;
}

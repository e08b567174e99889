namespace ClientForge.Billing.StripeSandbox.Subscriptions;

/// <summary>What time alone does to a subscription, in the order of precedence within one second.</summary>
internal enum SubscriptionTask
{
    /// <summary>The first payment never came: 23 hours after creation.</summary>
    ExpireIncomplete,

    ExpirePendingUpdate,

    /// <summary>The invoice of a resumption was not paid.</summary>
    ExpireResumption,

    ResumeCollection,

    /// <summary>A repeating coupon has run its months; a renewal in the same second no longer carries it.</summary>
    DropDiscounts,

    NotifyTrialEnd,

    NotifyUpcoming,

    /// <summary>A schedule runs out in a week.</summary>
    NotifyScheduleEnd,

    /// <summary>A schedule's phase ends; the renewal in the same second bills what the next phase says.</summary>
    EndPhase,

    /// <summary><c>cancel_at</c>, the period's end included, comes before the renewal that would fall on it.</summary>
    Cancel,

    EndTrial,

    Renew,
}

internal readonly record struct AgendaEntry(long At, SubscriptionTask Task);

/// <summary>The next moment at which a subscription needs the clock: one entry in the due queue stands for all of them.</summary>
internal static class SubscriptionAgenda
{
    public const long IncompleteLifetime = 23 * 3600;
    public const long TrialNotice = 3 * 86_400;
    public const long UpcomingNotice = 7 * 86_400;

    /// <summary>The earliest task, null when nothing ever happens again by itself.</summary>
    /// <param name="subscription">Times are Unix seconds.</param>
    /// <param name="discountEnd">When a discount runs out; null for one that does not.</param>
    public static AgendaEntry? Next(Subscription subscription, Func<string, long?> discountEnd)
    {
        AgendaEntry? first = null;
        foreach (var entry in Entries(subscription, discountEnd))
        {
            if (first is null || entry.At < first.Value.At || (entry.At == first.Value.At && entry.Task < first.Value.Task))
                first = entry;
        }
        return first;
    }

    private static IEnumerable<AgendaEntry> Entries(Subscription subscription, Func<string, long?> discountEnd)
    {
        if (SubscriptionStatus.IsTerminal(subscription.Status))
            yield break;
        if (subscription.Status == SubscriptionStatus.Incomplete)
            yield return new(subscription.Created + IncompleteLifetime, SubscriptionTask.ExpireIncomplete);
        if (subscription.PendingUpdate is { } update)
            yield return new(update.ExpiresAt, SubscriptionTask.ExpirePendingUpdate);
        if (subscription is { Status: SubscriptionStatus.Paused, ResumesBy: { } resumesBy })
            yield return new(resumesBy, SubscriptionTask.ExpireResumption);
        if (subscription.PauseCollection?.ResumesAt is { } resumes)
            yield return new(resumes, SubscriptionTask.ResumeCollection);
        foreach (var discount in subscription.Discounts)
        {
            if (discountEnd(discount) is { } end)
                yield return new(end, SubscriptionTask.DropDiscounts);
        }
        if (subscription is { ScheduleEndsAt: { } scheduleEnd } && subscription.ScheduleNoticeFor != scheduleEnd)
            yield return new(scheduleEnd - UpcomingNotice, SubscriptionTask.NotifyScheduleEnd);
        if (subscription.PhaseEndsAt is { } phaseEnd)
            yield return new(phaseEnd, SubscriptionTask.EndPhase);
        if (subscription.CancelAt is { } cancelAt)
            yield return new(cancelAt, SubscriptionTask.Cancel);
        if (subscription.Status is SubscriptionStatus.Incomplete or SubscriptionStatus.Paused)
            yield break;
        foreach (var entry in Cycle(subscription))
            yield return entry;
    }

    private static IEnumerable<AgendaEntry> Cycle(Subscription subscription)
    {
        var periodEnd = PeriodEnd(subscription);
        var inTrial = subscription.Status == SubscriptionStatus.Trialing && subscription.TrialEnd is not null;
        yield return new(periodEnd, inTrial ? SubscriptionTask.EndTrial : SubscriptionTask.Renew);
        if (inTrial && subscription.TrialNoticeFor != periodEnd)
            yield return new(Math.Max(subscription.Created, periodEnd - TrialNotice), SubscriptionTask.NotifyTrialEnd);
        if (!inTrial && NotifiesUpcoming(subscription) && subscription.UpcomingNoticeFor != periodEnd)
            yield return new(periodEnd - UpcomingNotice, SubscriptionTask.NotifyUpcoming);
    }

    /// <summary>The nearest end of an item's period.</summary>
    public static long PeriodEnd(Subscription subscription) => subscription.Items.Data.Min(item => item.CurrentPeriodEnd);

    /// <summary>Nothing is announced for invoices that are sent, nor when no further invoice comes.</summary>
    private static bool NotifiesUpcoming(Subscription subscription) =>
        subscription.CollectionMethod == "charge_automatically"
        && !(subscription.CancelAt is { } end && end <= PeriodEnd(subscription));
}

namespace ClientForge.Billing.Services.PaymentMethods;

/// <summary>Pure rules: when a card stops being good, and when its holder is told.</summary>
public static class CardExpiry
{
    /// <summary>Days before the end at which a notice goes out.</summary>
    public static IReadOnlyList<int> NoticeDays { get; } = [30, 7];

    /// <summary>A card is good to the end of its month; UTC.</summary>
    public static DateTimeOffset EndOf(int month, int year) => new DateTimeOffset(year, month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);

    public static bool IsExpired(CardDetails details, DateTimeOffset now) =>
        details is { ExpMonth: { } month, ExpYear: { } year } && EndOf(month, year) <= now;

    /// <summary>The notices that lie ahead: how many days before the end, and when. None for what does not expire.</summary>
    public static IEnumerable<(int DaysAhead, DateTimeOffset DueAt)> NoticesAfter(CardDetails details, DateTimeOffset now)
    {
        if (details is not { ExpMonth: { } month, ExpYear: { } year })
            yield break;
        foreach (var days in NoticeDays)
        {
            var dueAt = EndOf(month, year).AddDays(-days);
            if (dueAt > now)
                yield return (days, dueAt);
        }
    }
}

namespace ClientForge.Billing.Services.Usage;

/// <summary>A period of a subscription: from its start on, up to and without its end.</summary>
public readonly record struct UsagePeriod(DateTimeOffset Start, DateTimeOffset End)
{
    public bool Contains(DateTimeOffset time) => time >= Start && time < End;
}

/// <summary>
/// Which period an instant belongs to. Boundaries are counted from the anchor, so that a month that is too short moves one
/// boundary and not all later ones (31 January, 28 February, 31 March); an instant on a boundary belongs to the later period.
/// </summary>
public static class UsagePeriods
{
    /// <param name="time">The instant.</param>
    /// <param name="anchor">The subscription's billing cycle anchor.</param>
    /// <param name="interval"><c>month</c> or <c>year</c>.</param>
    public static UsagePeriod Containing(DateTimeOffset time, DateTimeOffset anchor, string interval)
    {
        var months = interval == "year" ? 12 : 1;
        var elapsed = ((time.Year - anchor.Year) * 12) + time.Month - anchor.Month;
        var index = (int)Math.Floor((decimal)elapsed / months);
        while (Boundary(anchor, (index + 1) * months) <= time)
            index++;
        while (Boundary(anchor, index * months) > time)
            index--;
        return new UsagePeriod(Boundary(anchor, index * months), Boundary(anchor, (index + 1) * months));
    }

    // AddMonths clamps to the end of a shorter month, as Stripe does.
    private static DateTimeOffset Boundary(DateTimeOffset anchor, int months) => anchor.ToUniversalTime().AddMonths(months);
}

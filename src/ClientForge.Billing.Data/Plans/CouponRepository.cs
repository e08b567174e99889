namespace ClientForge.Billing.Data.Plans;

/// <summary>A coupon of ours, mirrored to a Stripe coupon; its code is what people type.</summary>
public sealed record CouponRow
{
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    public string? Name { get; init; }

    /// <summary>Percent; null when <see cref="AmountOff"/> is set.</summary>
    public decimal? PercentOff { get; init; }

    /// <summary>Minor units of <see cref="Currency"/>.</summary>
    public long? AmountOff { get; init; }

    public string? Currency { get; init; }

    /// <summary><c>once</c>, <c>repeating</c> or <c>forever</c>.</summary>
    public required string Duration { get; init; }

    /// <summary>Set when <see cref="Duration"/> is <c>repeating</c>.</summary>
    public int? DurationInMonths { get; init; }

    public int? MaxRedemptions { get; init; }

    public DateTimeOffset? RedeemBy { get; init; }

    public string? StripeCouponId { get; init; }

    public required bool Active { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ArchivedAt { get; init; }
}

/// <summary>Our coupons: read by every tenant, written by the system role.</summary>
public sealed class CouponRepository
{
    private const string Columns = """
        id, code, name, percent_off, amount_off, currency, duration, duration_in_months, max_redemptions, redeem_by, stripe_coupon_id,
        active, created_at, archived_at
        """;

    /// <summary>The active coupon of a code, in any case.</summary>
    public Task<CouponRow?> FindByCodeAsync(Work work, string code) =>
        work.QueryFirstAsync<CouponRow>($"select {Columns} from coupons where lower(code) = lower(@code) and active", new { code });

    /// <summary>The newest coupon of a code, archived or not.</summary>
    public Task<CouponRow?> FindNewestByCodeAsync(Work work, string code) =>
        work.QueryFirstAsync<CouponRow>($"select {Columns} from coupons where lower(code) = lower(@code) order by created_at desc, id desc limit 1", new { code });

    /// <summary>The coupon that a Stripe coupon stands for, archived or not.</summary>
    public Task<CouponRow?> FindByStripeAsync(Work work, string stripeCouponId) =>
        work.QueryFirstAsync<CouponRow>($"select {Columns} from coupons where stripe_coupon_id = @stripeCouponId", new { stripeCouponId });

    public Task<CouponRow?> LockAsync(Work work, Guid id) =>
        work.QueryFirstAsync<CouponRow>($"select {Columns} from coupons where id = @id for update", new { id });

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<CouponRow>> ListAsync(Work work) =>
        work.QueryAsync<CouponRow>($"select {Columns} from coupons order by created_at desc, id desc");

    public Task<IReadOnlyList<CouponRow>> ListUnmirroredAsync(Work work) =>
        work.QueryAsync<CouponRow>($"select {Columns} from coupons where stripe_coupon_id is null and active order by created_at");

    /// <returns>False when an active coupon has that code.</returns>
    public async Task<bool> AddAsync(Work work, CouponRow coupon) => await work.ExecuteAsync(
        """
        insert into coupons (id, code, name, percent_off, amount_off, currency, duration, duration_in_months, max_redemptions, redeem_by,
            active, created_at)
        values (@Id, @Code, @Name, @PercentOff, @AmountOff, @Currency, @Duration, @DurationInMonths, @MaxRedemptions, @RedeemBy,
            true, @CreatedAt)
        on conflict do nothing
        """,
        coupon) == 1;

    public Task SetStripeIdAsync(Work work, Guid id, string stripeCouponId) =>
        work.ExecuteAsync("update coupons set stripe_coupon_id = @stripeCouponId where id = @id", new { id, stripeCouponId });

    public Task ArchiveAsync(Work work, Guid id, DateTimeOffset now) =>
        work.ExecuteAsync("update coupons set active = false, archived_at = @now where id = @id", new { id, now });
}

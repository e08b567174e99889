using ClientForge.Billing.Data;
using ClientForge.Billing.Data.PaymentMethods;
using ClientForge.Billing.Services.Encryption;
using ClientForge.Billing.Services.Jobs;

namespace ClientForge.Billing.Services.PaymentMethods;

/// <summary>
/// After a new key was put in front of the ring: encrypts every stored card detail anew with it. When nothing is due any more,
/// the old key names no value and may leave the ring.
/// </summary>
internal sealed class KeyRotationJob(Database database, PaymentMethodRepository paymentMethods, CardVault vault, FieldEncryption encryption, TimeProvider time) : IRecurringJob
{
    private const int BatchSize = 100;

    public string Name => "key-rotation";

    public string Description => "Encrypts card details anew with the first key of the ring, where they still name another one.";

    public string Schedule => "50 */10 * * * ?";

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken)
    {
        var done = 0;
        while (await database.AsSystemAsync(RotateBatchAsync, cancellationToken) is var rotated and > 0)
            done += rotated;
        return new JobReport(done);
    }

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) =>
        await database.AsSystemAsync(work => paymentMethods.HasOutdatedAsync(work, encryption.ActivePrefix), cancellationToken) ? time.GetUtcNow() : null;

    // Under row locks: a projection that writes a row at the same time writes it with the active key anyway.
    private async Task<int> RotateBatchAsync(Work work)
    {
        var rows = await paymentMethods.LockOutdatedAsync(work, encryption.ActivePrefix, BatchSize);
        foreach (var row in rows)
            await paymentMethods.SetDetailsAsync(work, vault.Seal(row, vault.Open(row)));
        return rows.Count;
    }
}

using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Time;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Http;

/// <summary>A key and the outcome it stands for.</summary>
internal sealed record IdempotencyRecord : StripeObject
{
    public override string Object => "_idempotency";

    public required string Fingerprint { get; init; }

    public required int Status { get; init; }

    /// <summary>The answer's JSON.</summary>
    public required string Body { get; init; }

    public required string RequestId { get; init; }

    /// <summary>Unix seconds.</summary>
    public required long Created { get; init; }
}

/// <summary>
/// Idempotency of POST: the same key and parameters give the stored outcome, other parameters an error, a twin of a running request 409.
/// Kept for 24 hours of the sandbox's clock.
/// </summary>
internal sealed class IdempotencyKeys(SandboxStore store, WorkRunner runner, SandboxClock clock)
{
    private const long Retention = 24 * 3600;
    private const int MaxLength = 255;
    private readonly ConcurrentDictionary<string, bool> _running = new();

    /// <summary>Runs <paramref name="execute"/> at most once for the key.</summary>
    public async Task<ApiAnswer> OnceAsync(ApiCall call, Func<Task<ApiAnswer>> execute)
    {
        if (call.Method != "POST" || call.IdempotencyKey is not { } key)
            return await execute();
        if (key.Length is 0 or > MaxLength)
            throw Errors.Parameter($"Idempotency keys must be 1 to {MaxLength} characters long.");
        if (!_running.TryAdd(key, true))
        {
            throw new StripeError(409, $"There is currently another in-progress request using this Idempotency Key (that probably means you submitted twice, and the other request is still going through): {key}. If you'd like to be sure the request succeeds, retry it with the same key.")
            {
                Code = "idempotency_key_in_use",
            };
        }

        try
        {
            var fingerprint = Fingerprint(call);
            if (Find(key) is { } known)
                return Replay(known, fingerprint);
            var answer = await execute();
            if (answer.IsFinal)
                Keep(call, key, fingerprint, answer);
            return answer with { OriginalRequest = call.RequestId };
        }
        finally
        {
            _running.TryRemove(key, out _);
        }
    }

    private IdempotencyRecord? Find(string key)
    {
        lock (store.Gate)
        {
            var known = store.Table<IdempotencyRecord>().Find(key);
            return known is not null && known.Created + Retention > clock.Now ? known : null;
        }
    }

    private static ApiAnswer Replay(IdempotencyRecord known, string fingerprint)
    {
        if (known.Fingerprint != fingerprint)
        {
            throw new StripeError(400, $"Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '{known.Id}' if you meant to execute a different request.")
            {
                Type = "idempotency_error",
            };
        }

        return new ApiAnswer(known.Status, Encoding.UTF8.GetBytes(known.Body))
        {
            Replayed = true,
            OriginalRequest = known.RequestId,
            ShouldRetry = known.Status >= 500 ? false : null,
        };
    }

    private void Keep(ApiCall call, string key, string fingerprint, ApiAnswer answer) =>
        runner.Run(clock.Now, new EventRequest(null, null), work =>
        {
            ForgetOld(work);
            return work.Save(new IdempotencyRecord
            {
                Id = key,
                Body = Encoding.UTF8.GetString(answer.Body),
                Created = work.Now,
                Fingerprint = fingerprint,
                RequestId = call.RequestId,
                Status = answer.Status,
            });
        });

    /// <summary>Two expired keys go for each one that comes.</summary>
    private static void ForgetOld(UnitOfWork work)
    {
        for (var i = 0; i < 2 && work.Table<IdempotencyRecord>().Oldest() is { } oldest && oldest.Created + Retention <= work.Now; i++)
            work.Delete(oldest);
    }

    private static string Fingerprint(ApiCall call)
    {
        var pairs = call.Encoded.SelectMany(part => part.Split('&', StringSplitOptions.RemoveEmptyEntries)).Order(StringComparer.Ordinal);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{call.Path}\n{string.Join('&', pairs)}")));
    }
}

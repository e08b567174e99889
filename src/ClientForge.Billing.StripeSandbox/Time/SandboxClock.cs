namespace ClientForge.Billing.StripeSandbox.Time;

/// <summary>The sandbox's one clock: real time plus an offset that only grows. While time is advanced it stands still.</summary>
internal sealed class SandboxClock(TimeProvider time)
{
    private readonly Lock _gate = new();
    private TimeSpan _offset;
    private DateTimeOffset? _standing;
    private DateTimeOffset _latest = DateTimeOffset.MinValue;

    public DateTimeOffset UtcNow
    {
        get
        {
            lock (_gate)
            {
                var now = _standing ?? time.GetUtcNow() + _offset;
                return _latest = now > _latest ? now : _latest;
            }
        }
    }

    /// <summary>Unix seconds.</summary>
    public long Now => UtcNow.ToUnixTimeSeconds();

    /// <summary>What is added to real time; kept over a restart.</summary>
    public TimeSpan Offset
    {
        get
        {
            lock (_gate)
                return _offset;
        }
    }

    public void Restore(TimeSpan offset)
    {
        lock (_gate)
            _offset = offset;
    }

    /// <summary>Stops the clock at its present time until <see cref="Go"/>.</summary>
    public void Stand()
    {
        var now = UtcNow;
        lock (_gate)
            _standing ??= now;
    }

    /// <summary>Moves the standing clock forward; never back.</summary>
    public void StandAt(DateTimeOffset at)
    {
        lock (_gate)
            _standing = _standing is { } present && present > at ? present : at;
    }

    /// <summary>Lets the clock run on from where it stands.</summary>
    public void Go()
    {
        lock (_gate)
        {
            if (_standing is not { } at)
                return;
            _offset = at - time.GetUtcNow();
            _standing = null;
        }
    }
}

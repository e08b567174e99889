using System.Text.Json.Nodes;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Store;

/// <summary>
/// One request or one piece of due work: reads and writes the tables, emits events in order, schedules work. Either all of it is committed to the
/// journal or all of it is undone. Used while the store's gate is held; not kept afterwards.
/// </summary>
internal sealed class UnitOfWork(SandboxStore store, long now, EventRequest request)
{
    /// <summary>https://docs.stripe.com/api/events: thirty days, in seconds.</summary>
    private const long EventRetention = 30 * 86_400;

    private readonly List<Action> _undo = [];
    private readonly List<StripeObject> _written = [];
    private readonly List<(string Table, string Id)> _removed = [];
    private readonly List<DueEntry> _scheduled = [];
    private readonly List<(string Kind, string Key)> _unscheduled = [];
    private readonly List<StripeEvent> _events = [];
    private readonly HashSet<string> _entitled = [];

    /// <summary>Unix seconds the work happens at: the sandbox's clock, or the time the work was due.</summary>
    public long Now { get; } = now;

    /// <summary>Unix seconds of the sandbox's own clock; differs from <see cref="Now"/> while a test clock is advanced.</summary>
    public long WallNow { get; init; } = now;

    /// <summary>The test clock this work runs on; null outside of a test clock's advance.</summary>
    public string? RunsOnTestClock { get; init; }

    public EventRequest Request { get; } = request;

    public SandboxStore Store { get; } = store;

    public IReadOnlyList<StripeObject> Written => _written;

    public IReadOnlyList<(string Table, string Id)> Removed => _removed;

    public IReadOnlyList<DueEntry> Scheduled => _scheduled;

    public IReadOnlyList<(string Kind, string Key)> Unscheduled => _unscheduled;

    public IReadOnlyList<StripeEvent> Events => _events;

    public Table<T> Table<T>()
        where T : StripeObject => Store.Table<T>();

    public T? Find<T>(string? id)
        where T : StripeObject => id is null ? null : Store.Table<T>().Find(id);

    /// <summary>An object this unit of work knows to exist.</summary>
    public T Get<T>(string id)
        where T : StripeObject => Find<T>(id) ?? throw new InvalidOperationException($"{typeof(T).Name} {id} is not in the store.");

    /// <summary>The object an id in the path names, or Stripe's 404.</summary>
    public T FromPath<T>(string id)
        where T : StripeObject
    {
        var spec = Table<T>().Spec;
        return Find<T>(id) ?? throw Errors.NoSuchInPath(spec.Label, id, spec.PathParam);
    }

    /// <summary>The object a parameter names, or Stripe's 400.</summary>
    public T FromParam<T>(string id, string param)
        where T : StripeObject => Find<T>(id) ?? throw Errors.NoSuchInBody(Table<T>().Spec.Label, id, param);

    /// <summary>The time an object's clock shows, in unix seconds.</summary>
    public long NowOn(string? testClock) =>
        testClock is not null && testClock != RunsOnTestClock && Find<Time.TestClock>(testClock) is { } clock ? clock.FrozenTime : Now;

    /// <summary>Inserts or replaces a row and answers it.</summary>
    public T Save<T>(T row)
        where T : StripeObject
    {
        Time.TestClockRules.RequireWritable(this, row);
        var table = Store.TableOf(row);
        var old = table.Put(row);
        _undo.Add(() => table.Restore(row.Id, old));
        _written.Add(row);
        _removed.Remove((table.Spec.Name, row.Id));
        return row;
    }

    public void Delete(StripeObject row)
    {
        Time.TestClockRules.RequireWritable(this, row);
        var table = Store.TableOf(row);
        var old = table.Remove(row.Id);
        _undo.Add(() => table.Restore(row.Id, old));
        _written.RemoveAll(written => written.Id == row.Id && written.GetType() == row.GetType());
        _removed.Add((table.Spec.Name, row.Id));
    }

    /// <summary>Has what a customer is entitled to looked at before the commit.</summary>
    public void ReviewEntitlements(string customer) => _entitled.Add(customer);

    /// <summary>Emits an event with <paramref name="snapshot"/> as it stands; <paramref name="before"/> gives <c>previous_attributes</c>.</summary>
    public void Emit(string type, StripeObject snapshot, StripeObject? before = null) =>
        Emit(type, snapshot, before is null ? null : ObjectDiff.PreviousAttributes(before, snapshot), (snapshot as IOnTestClock)?.TestClock);

    /// <summary>Emits an <c>…updated</c> event, unless nothing that shows has changed.</summary>
    public void EmitIfChanged(string type, StripeObject snapshot, StripeObject before)
    {
        if (ObjectDiff.PreviousAttributes(before, snapshot) is { Count: > 0 } previous)
            Emit(type, snapshot, previous, (snapshot as IOnTestClock)?.TestClock);
    }

    /// <summary>Emits an event whose object has no id or is rendered by hand.</summary>
    public void Emit(string type, JsonObject snapshot, string? testClock = null) => Emit(type, snapshot, null, testClock);

    /// <summary>Has the handler of <paramref name="kind"/> called when the clock reaches <paramref name="at"/>; replaces an earlier call for the key.</summary>
    public void Schedule(string kind, string key, long at, string? testClock = null, long order = 0)
    {
        var entry = new DueEntry(at, kind, key, testClock, order);
        var old = Store.Due.Set(entry);
        _undo.Add(() => Restore(kind, key, old));
        _scheduled.Add(entry);
        _unscheduled.Remove((kind, key));
    }

    public void Unschedule(string kind, string key)
    {
        if (Store.Due.Remove(kind, key) is not { } old)
            return;
        _undo.Add(() => Restore(kind, key, old));
        _scheduled.RemoveAll(entry => entry.Kind == kind && entry.Key == key);
        _unscheduled.Add((kind, key));
    }

    /// <summary>
    /// Gives the events since the <paramref name="first"/> another order, and those for which <paramref name="latest"/> answers an object that object
    /// as their snapshot: what one call made is announced as it stands at the end of the call.
    /// </summary>
    public void Arrange(int first, Func<StripeEvent, int> rank, Func<StripeEvent, StripeObject?> latest)
    {
        var arranged = _events.Skip(first).OrderBy(rank)
            .Select(emitted => latest(emitted) is { } now ? emitted with { Data = emitted.Data with { Object = now } } : emitted)
            .ToList();
        _events.RemoveRange(first, _events.Count - first);
        _events.AddRange(arranged);
    }

    /// <summary>Saves the events with their deliveries in their final order: the last step before a commit.</summary>
    public void Seal()
    {
        foreach (var customer in _entitled)
            Entitlements.EntitlementBook.Refresh(this, customer);
        if (_events.Count == 0)
            return;
        var sequence = Table<StripeEvent>().Newest()?.Sequence ?? 0;
        for (var i = 0; i < _events.Count; i++)
            _events[i] = Webhooks.DeliveryPlanner.Plan(this, _events[i] with { EmittedAt = WallNow, Sequence = ++sequence });
        ForgetOldEvents();
    }

    /// <summary>Undoes every write, the newest first.</summary>
    public void Rollback()
    {
        for (var i = _undo.Count - 1; i >= 0; i--)
            _undo[i]();
        _undo.Clear();
        _written.Clear();
        _removed.Clear();
        _scheduled.Clear();
        _unscheduled.Clear();
        _events.Clear();
    }

    /// <summary>Events are kept for thirty days; a few more than were emitted go each time, so that the rest is caught up with.</summary>
    private void ForgetOldEvents()
    {
        for (var left = _events.Count + 10; left > 0; left--)
        {
            if (Table<StripeEvent>().Oldest() is not { } oldest || oldest.EmittedAt + EventRetention > WallNow)
                return;
            Delete(oldest);
        }
    }

    private void Emit(string type, object snapshot, JsonObject? previous, string? testClock)
    {
        var emitted = new StripeEvent
        {
            Id = Ids.New("evt"),
            ApiVersion = SandboxHost.ApiVersion,
            Created = NowOn(testClock),
            Data = new EventData(snapshot, previous),
            Request = Request,
            Type = type,
        };
        _events.Add(emitted);
    }

    private void Restore(string kind, string key, DueEntry? old)
    {
        if (old is null)
            Store.Due.Remove(kind, key);
        else
            Store.Due.Set(old);
    }
}

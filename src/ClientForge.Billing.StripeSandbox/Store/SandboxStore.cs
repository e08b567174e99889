using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Store;

/// <summary>
/// The whole state in memory. Every read and write happens while <see cref="Gate"/> is held, for microseconds at a time; rows are immutable, so
/// what was read may be rendered afterwards. Writes go through <see cref="UnitOfWork"/>.
/// </summary>
internal sealed class SandboxStore
{
    private readonly Dictionary<string, ITable> _byName = [];
    private readonly Dictionary<Type, ITable> _byType = [];

    public Lock Gate { get; } = new();

    /// <summary>Scheme and host by which the sandbox was last spoken to: where its own pages are.</summary>
    public string Origin { get; set; } = "";

    public DueQueue Due { get; } = new();

    public SandboxHooks Hooks { get; } = new();

    public IReadOnlyCollection<ITable> Tables => _byName.Values;

    /// <summary>Adds the table of a resource at start-up.</summary>
    public Table<T> Add<T>(TableSpec spec)
        where T : StripeObject
    {
        var table = new Table<T>(spec);
        _byName.Add(spec.Name, table);
        _byType.Add(typeof(T), table);
        return table;
    }

    public Table<T> Table<T>()
        where T : StripeObject =>
        (Table<T>)_byType[typeof(T)];

    public ITable? Table(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The words of "No such …" for a type, which may be one that only lives inside others.</summary>
    public string LabelOf<T>() => _byType.TryGetValue(typeof(T), out var table) ? table.Spec.Label : "object";

    public ITable TableOf(StripeObject row) => _byType[row.GetType()];
}

namespace ClientForge.Billing.StripeSandbox.Store;

/// <summary>The record of committed work.</summary>
internal sealed class Journal
{
    /// <summary>Units of work committed since the start.</summary>
    public long Committed { get; private set; }

    public void Append(UnitOfWork work) => Committed += work.Written.Count > 0 ? 1 : 0;
}

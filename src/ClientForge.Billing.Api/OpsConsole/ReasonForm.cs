namespace ClientForge.Billing.Api.OpsConsole;

/// <summary>A button that asks why.</summary>
/// <param name="Action">Where the form goes, with its handler.</param>
/// <param name="Label">On the button.</param>
/// <param name="Id">What it is done to, where the address does not say it.</param>
public sealed record ReasonForm(string Action, string Label, string? Id = null);

namespace ClientForge.Billing.Api.OpsConsole;

/// <summary>The states by which a list can be narrowed.</summary>
public sealed record StateLinks(string Path, IReadOnlyList<string> States, string? Chosen);

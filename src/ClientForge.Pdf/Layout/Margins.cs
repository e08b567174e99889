namespace ClientForge.Pdf.Layout;

/// <summary>The empty border of a page in points.</summary>
public readonly record struct Margins(double Left, double Top, double Right, double Bottom);

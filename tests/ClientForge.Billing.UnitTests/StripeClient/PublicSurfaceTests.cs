using System.Runtime.CompilerServices;

namespace ClientForge.Billing.UnitTests.StripeNet;

/// <summary>
/// The client offers names of Stripe.net only. PublicSurface.txt is what it offers; built with <c>-p:UseStripeNet=true</c> the
/// same test asks whether the official package has every line of it.
/// </summary>
public sealed class PublicSurfaceTests
{
    private const string Regenerate = "UPDATE_PUBLIC_SURFACE";

    [Fact]
    public void Surface_Built_IsTheOneWrittenDown()
    {
        var assembly = typeof(Stripe.StripeException).Assembly;
        var isOfficial = assembly.GetName().Name == "Stripe.net";
        var built = PublicSurface.Of(assembly);
        if (!isOfficial && Environment.GetEnvironmentVariable(Regenerate) == "1")
            File.WriteAllLines(SurfaceFile(), built);

        var written = File.ReadAllLines(SurfaceFile());
        var missing = written.Except(built).ToArray();
        var added = isOfficial ? [] : built.Except(written).ToArray();

        Assert.True(
            missing.Length == 0 && added.Length == 0,
            $"""
            The public surface of {assembly.GetName().Name} is not that of PublicSurface.txt.
            Every name and type must be one of Stripe.net 52.2.0. If they are, write the file anew: {Regenerate}=1 and this test.
            Missing:
            {string.Join('\n', missing.Take(40))}
            Added:
            {string.Join('\n', added.Take(40))}
            """);
    }

    [Fact]
    public void Surface_Namespaces_AreStripesOnly() =>
        Assert.All(
            File.ReadLines(SurfaceFile()),
            line => Assert.Matches(@"^((abstract |sealed |static )?class |interface )?Stripe\.", line));

    private static string SurfaceFile([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "PublicSurface.txt");
}

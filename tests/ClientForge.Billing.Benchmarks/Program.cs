using System.Text.Json;
using ClientForge.Billing.Benchmarks.Entitlements;
using ClientForge.Billing.Benchmarks.Sandbox;
using ClientForge.Billing.Benchmarks.Usage;

namespace ClientForge.Billing.Benchmarks;

/// <summary><c>./bench.sh [name …]</c>: runs the named benchmarks, or all, prints each figure and writes <c>artifacts/bench.json</c>.</summary>
public static class Program
{
    private static readonly Dictionary<string, Func<Task<IReadOnlyList<Figure>>>> All = new()
    {
        ["sandbox"] = SandboxBench.RunAsync,
        ["usage"] = UsageBench.RunAsync,
        ["entitlements"] = () => EntitlementReads.RunAsync(CancellationToken.None),
    };

    public static async Task<int> Main(string[] args)
    {
        if (args.FirstOrDefault(name => !All.ContainsKey(name)) is { } unknown)
        {
            Console.Error.WriteLine($"There is no benchmark {unknown}; there are: {string.Join(", ", All.Keys)}.");
            return 2;
        }

        var figures = new List<Figure>();
        foreach (var (name, run) in All.Where(entry => args.Length == 0 || args.Contains(entry.Key)))
        {
            foreach (var figure in await run())
            {
                Console.WriteLine(figure);
                figures.Add(figure);
            }
        }

        Directory.CreateDirectory("artifacts");
        await using var file = File.Create(Path.Combine("artifacts", "bench.json"));
        await JsonSerializer.SerializeAsync(file, figures.Select(figure => new { figure.Name, figure.Value, figure.Unit, figure.Limit, figure.Ratio }));
        return figures.All(figure => figure.IsMet) ? 0 : 1;
    }
}

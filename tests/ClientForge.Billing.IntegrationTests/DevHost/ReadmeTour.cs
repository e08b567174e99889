using System.Text.Json;
using System.Text.RegularExpressions;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.DevHost;

/// <summary>One stop of the README's tour: commands for bash, and the JSON they print.</summary>
internal sealed record TourStop(string Commands, string PrintedAnswer);

/// <summary>The section "A tour" of the README.</summary>
internal static partial class ReadmeTour
{
    private const string FileName = "README.md";

    public static IReadOnlyList<TourStop> Stops() =>
        [.. StopPattern().Matches(Section()).Select(match => new TourStop(match.Groups["commands"].Value, match.Groups["answer"].Value))];

    /// <summary>Puts real answers in the place of the printed ones.</summary>
    public static void Rewrite(IReadOnlyList<string> answers)
    {
        var index = 0;
        var readme = Repository.Read(FileName);
        var renewed = StopPattern().Replace(
            Section(),
            match => $"```sh\n{match.Groups["commands"].Value}```\n```json\n{Pretty(answers[index++])}\n```");
        File.WriteAllText(Repository.PathOf(FileName), readme.Replace(Section(), renewed, StringComparison.Ordinal));
    }

    /// <summary>
    /// What differs in shape, or in a number or plain word; ids, times and tokens, which hold a digit, differ each time.
    /// </summary>
    public static IEnumerable<string> Differences(JsonElement printed, JsonElement real, string path = "$")
    {
        if (printed.ValueKind == JsonValueKind.Null && real.ValueKind == JsonValueKind.Null)
            return [];
        if (printed.ValueKind != real.ValueKind)
            return [$"{path}: printed {printed.GetRawText()}, real {real.GetRawText()}"];
        return printed.ValueKind switch
        {
            JsonValueKind.Object => ObjectDifferences(printed, real, path),
            JsonValueKind.Array when printed.GetArrayLength() != real.GetArrayLength() =>
                [$"{path}: printed {printed.GetArrayLength()} items, real {real.GetArrayLength()}"],
            JsonValueKind.Array => printed.EnumerateArray().Zip(real.EnumerateArray())
                .SelectMany((pair, index) => Differences(pair.First, pair.Second, $"{path}[{index}]")),
            JsonValueKind.String when printed.GetString()!.Any(char.IsDigit) => [],
            _ when printed.GetRawText() != real.GetRawText() => [$"{path}: printed {printed.GetRawText()}, real {real.GetRawText()}"],
            _ => [],
        };
    }

    private static IEnumerable<string> ObjectDifferences(JsonElement printed, JsonElement real, string path)
    {
        var expected = printed.EnumerateObject().Select(member => member.Name).ToArray();
        var found = real.EnumerateObject().Select(member => member.Name).ToArray();
        return expected.Except(found).Select(name => $"{path}.{name}: no longer answered")
            .Concat(found.Except(expected).Select(name => $"{path}.{name}: not printed"))
            .Concat(expected.Intersect(found).SelectMany(name => Differences(printed.GetProperty(name), real.GetProperty(name), $"{path}.{name}")));
    }

    private static string Section() => SectionPattern().Match(Repository.Read(FileName)).Value;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Pretty(string json) => JsonSerializer.Serialize(JsonElement.Parse(json), Readable);

    [GeneratedRegex(@"^## A tour\n.*?(?=^## )", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex SectionPattern();

    [GeneratedRegex(@"```sh\n(?<commands>(?:(?!```).*\n)+)```\n```json\n(?<answer>(?:(?!```).*\n)+)```")]
    private static partial Regex StopPattern();
}

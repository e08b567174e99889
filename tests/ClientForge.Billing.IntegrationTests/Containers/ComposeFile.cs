using ClientForge.Billing.IntegrationTests.Fixtures;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace ClientForge.Billing.IntegrationTests.Containers;

/// <summary><c>docker-compose.yml</c>, with anchors and merge keys resolved.</summary>
internal sealed class ComposeFile
{
    public const string FileName = "docker-compose.yml";

    private readonly Dictionary<object, object> document = Parse();

    public string Text { get; } = Repository.Read(FileName);

    public IEnumerable<ComposeService> Services =>
        Map(document, "services").Select(service => new ComposeService((string)service.Key, (Dictionary<object, object>)service.Value));

    public IEnumerable<string> VolumeNames => Map(document, "volumes").Keys.Cast<string>();

    private static Dictionary<object, object> Parse()
    {
        using var reader = new StringReader(Repository.Read(FileName));
        return new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(new MergingParser(new Parser(reader)));
    }

    private static Dictionary<object, object> Map(Dictionary<object, object> parent, string name) => (Dictionary<object, object>)parent[name];
}

internal sealed record ComposeService(string Name, Dictionary<object, object> Body)
{
    public bool IsBuilt => Body.ContainsKey("build");

    public string BuildTarget => (string)((Dictionary<object, object>)Body["build"])["target"];

    public bool HasHealthcheck => Body.ContainsKey("healthcheck");

    public Dictionary<string, string> Environment => Body.TryGetValue("environment", out var value)
        ? ((Dictionary<object, object>)value).ToDictionary(pair => (string)pair.Key, pair => (string)pair.Value)
        : [];

    public IEnumerable<string> Volumes => Strings("volumes");

    /// <summary>The container's side of each published port.</summary>
    public IEnumerable<string> ContainerPorts => Strings("ports").Select(port => port[(port.LastIndexOf(':') + 1)..]);

    public IEnumerable<string> DependsOn => Body.TryGetValue("depends_on", out var value)
        ? ((Dictionary<object, object>)value).Keys.Cast<string>()
        : [];

    private IEnumerable<string> Strings(string name) =>
        Body.TryGetValue(name, out var value) ? ((List<object>)value).Cast<string>() : [];
}

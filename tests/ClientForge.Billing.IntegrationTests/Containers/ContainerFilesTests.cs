using System.Text.RegularExpressions;
using ClientForge.Billing.Api.Hosting;
using ClientForge.Billing.IntegrationTests.Fixtures;
using Microsoft.Extensions.Configuration;

namespace ClientForge.Billing.IntegrationTests.Containers;

/// <summary>
/// Holds <c>Dockerfile</c> and <c>docker-compose.yml</c> against the repository: a path, a target, a port or a setting
/// that no longer exists fails here rather than at a deployment.
/// </summary>
public sealed partial class ContainerFilesTests
{
    private static readonly string Dockerfile = Repository.Read("Dockerfile");
    private static readonly string DevSettings = Repository.Read("deploy/dev.env");
    private static readonly Dictionary<string, string[]> ProjectsIn = new()
    {
        ["api"] = ["ClientForge.Billing.Api", "ClientForge.Billing.Services", "ClientForge.Billing.Data"],
        ["sandbox"] = ["ClientForge.Billing.StripeSandbox"],
        ["devtools"] = ["ClientForge.Billing.DevHost"],
    };

    private readonly ComposeFile compose = new();

    [Fact]
    public void Compose_Services_AreTheHouse()
    {
        Assert.Equal(["api", "mail", "postgres", "proxy", "sandbox", "webhooks"], compose.Services.Select(service => service.Name).Order());
        var api = compose.Services.Single(service => service.Name == "api");
        Assert.Equal("2", ((Dictionary<object, object>)api.Body["deploy"])["replicas"]);
    }

    [Fact]
    public void DevSettings_Secrets_AreRefusedOutsideDevelopment()
    {
        var settings = DevSettings.Split('\n').Where(line => line.Contains('=')).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        var leftovers = DevelopmentSettings.Leftovers(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Auth:SigningKey"] = settings["AUTH_SIGNING_KEY"],
            ["Encryption:Keys"] = settings["ENCRYPTION_KEYS"],
            ["Stripe:SecretKey"] = settings["STRIPE_SECRET_KEY"],
            ["Stripe:WebhookSecret"] = settings["STRIPE_WEBHOOK_SECRET"],
        }).Build());

        Assert.Equal(["Auth:SigningKey", "Encryption:Keys", "Stripe:SecretKey", "Stripe:WebhookSecret"], leftovers.Order());
    }

    [Fact]
    public void Compose_BuildTargets_AreStagesWithAHealthcheck()
    {
        var stages = StagePattern().Matches(Dockerfile).ToDictionary(match => match.Groups["name"].Value, match => match.Value);
        foreach (var service in compose.Services)
        {
            if (service.IsBuilt)
                Assert.Contains("HEALTHCHECK", stages[service.BuildTarget], StringComparison.Ordinal);
            else
                Assert.True(service.HasHealthcheck, $"{service.Name} has no health check");
        }
    }

    [Fact]
    public void Compose_Ports_AreExposedByTheirImage()
    {
        var exposed = StagePattern().Matches(Dockerfile).ToDictionary(
            match => match.Groups["name"].Value,
            match => ExposePattern().Match(match.Value).Groups["ports"].Value.Split(' '));
        foreach (var service in compose.Services.Where(service => service.IsBuilt))
            Assert.Empty(service.ContainerPorts.Except(exposed[service.BuildTarget]));
    }

    [Fact]
    public void Compose_VolumesAndDependencies_Exist()
    {
        foreach (var service in compose.Services)
        {
            Assert.Empty(service.DependsOn.Except(compose.Services.Select(other => other.Name)));
            foreach (var source in service.Volumes.Select(volume => volume.Split(':')[0]))
            {
                if (source.StartsWith("./", StringComparison.Ordinal))
                    Assert.True(File.Exists(Repository.PathOf(source)), $"{source} does not exist");
                else
                    Assert.Contains(source, compose.VolumeNames);
            }
        }
    }

    [Fact]
    public void Compose_Variables_AreTheOnesTheDevelopmentFileSets()
    {
        var required = VariablePattern().Matches(compose.Text).Where(match => match.Groups["kind"].Value == ":?").Select(Name).ToHashSet();
        var all = VariablePattern().Matches(compose.Text).Select(Name).ToHashSet();
        var given = SettingPattern().Matches(DevSettings).Select(Name).ToHashSet();

        Assert.Empty(required.Except(given));
        Assert.Empty(given.Except(all));
    }

    [Theory]
    [InlineData("api")]
    [InlineData("sandbox")]
    [InlineData("devtools")]
    public void Settings_OfAContainer_AreReadByTheProgramsInIt(string target)
    {
        var stage = StagePattern().Matches(Dockerfile).Single(match => Name(match) == target).Value;
        var sources = ReadSources(ProjectsIn[target]);
        var names = compose.Services
            // The one that registers the webhook runs a script of its own.
            .Where(service => service.IsBuilt && service.BuildTarget == target && !service.Body.ContainsKey("entrypoint"))
            .SelectMany(service => service.Environment.Keys)
            .Concat(EnvironmentPattern().Matches(stage).SelectMany(match => AssignmentPattern().Matches(match.Value)).Select(Name))
            .Where(name => !name.StartsWith("ASPNETCORE_", StringComparison.Ordinal));

        Assert.Empty(names.Where(name => !IsRead(name, sources)).Distinct());
    }

    [Fact]
    public void Dockerfile_CopiesAndPublishes_WhatExists()
    {
        foreach (Match copy in CopyPattern().Matches(Dockerfile))
        {
            foreach (var source in copy.Groups["sources"].Value.Split(' '))
                Assert.True(Path.Exists(Repository.PathOf(source)), $"{source} does not exist");
        }
        foreach (Match publish in PublishPattern().Matches(Dockerfile))
            Assert.True(Directory.Exists(Repository.PathOf(publish.Groups["project"].Value)), publish.Value);
        foreach (Match entry in EntryPattern().Matches(Dockerfile))
            Assert.True(Directory.Exists(Repository.PathOf($"src/{entry.Groups["project"].Value}")), entry.Value);
    }

    [Fact]
    public void Proxy_Configuration_PointsAtTheApisPort()
    {
        var port = Regex.Match(Dockerfile, @"ASPNETCORE_HTTP_PORTS=(\d+)").Groups[1].Value;

        Assert.Contains($"server api:{port} resolve", Repository.Read("deploy/nginx.conf"), StringComparison.Ordinal);
    }

    /// <summary>Either by its full name, or as a property of the options class of its section.</summary>
    private static bool IsRead(string name, string[] sources)
    {
        var colons = name.Replace("__", ":", StringComparison.Ordinal);
        if (sources.Any(source => source.Contains($"\"{name}\"", StringComparison.Ordinal) || source.Contains($"\"{colons}\"", StringComparison.Ordinal)))
            return true;
        return name.Split("__") is [var section, var key] && sources.Any(source =>
            source.Contains($"Section = \"{section}\";", StringComparison.Ordinal) && source.Contains($" {key} {{ get; ", StringComparison.Ordinal));
    }

    private static string[] ReadSources(string[] projects) =>
    [
        .. projects
            .SelectMany(project => Directory.GetFiles(Repository.PathOf($"src/{project}"), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .Select(File.ReadAllText),
    ];

    private static string Name(Match match) => match.Groups["name"].Value;

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+)(?<kind>:[?-])?")]
    private static partial Regex VariablePattern();

    [GeneratedRegex(@"^(?<name>[A-Z_]+)=", RegexOptions.Multiline)]
    private static partial Regex SettingPattern();

    [GeneratedRegex(@"^FROM \S+ AS (?<name>\S+)\n(?:(?!^FROM).*\n)*", RegexOptions.Multiline)]
    private static partial Regex StagePattern();

    [GeneratedRegex(@"^EXPOSE (?<ports>.*)$", RegexOptions.Multiline)]
    private static partial Regex ExposePattern();

    [GeneratedRegex(@"^ENV .*$", RegexOptions.Multiline)]
    private static partial Regex EnvironmentPattern();

    [GeneratedRegex(@"(?<name>[A-Za-z_]+)=")]
    private static partial Regex AssignmentPattern();

    [GeneratedRegex(@"^COPY (?!--from)(?<sources>.+) \S+$", RegexOptions.Multiline)]
    private static partial Regex CopyPattern();

    [GeneratedRegex(@"dotnet publish (?<project>\S+)")]
    private static partial Regex PublishPattern();

    [GeneratedRegex(@"""dotnet"", ""(?<project>[A-Za-z.]+)\.dll""")]
    private static partial Regex EntryPattern();
}

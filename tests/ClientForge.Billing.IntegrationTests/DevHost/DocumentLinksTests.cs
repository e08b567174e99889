using System.Text.RegularExpressions;
using ClientForge.Billing.IntegrationTests.Fixtures;

namespace ClientForge.Billing.IntegrationTests.DevHost;

public sealed partial class DocumentLinksTests
{
    [Fact]
    public void Links_OfEveryDocument_LeadSomewhere()
    {
        var documents = Directory.GetFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories).Append(Repository.PathOf("README.md"));

        var dead =
            from document in documents
            from Match link in LinkPattern().Matches(File.ReadAllText(document))
            let target = link.Groups["target"].Value
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, target))
            select $"{Path.GetRelativePath(Repository.Root, document)} → {target}";

        Assert.Empty(dead);
    }

    [Fact]
    public void Readme_Documents_AreAllNamed()
    {
        var readme = Repository.Read("README.md");
        var documents = Directory.GetFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)
            .Select(document => Path.GetRelativePath(Repository.Root, document));

        Assert.DoesNotContain(documents, document => !readme.Contains($"({document})", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\]\((?<target>[^)#:]+)(#[^)]*)?\)")]
    private static partial Regex LinkPattern();
}

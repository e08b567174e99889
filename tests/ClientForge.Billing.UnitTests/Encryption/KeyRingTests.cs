using ClientForge.Billing.Services.Encryption;

namespace ClientForge.Billing.UnitTests.Encryption;

public sealed class KeyRingTests
{
    public static readonly string First = Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
    public static readonly string Second = Convert.ToBase64String([.. Enumerable.Range(100, 32).Select(i => (byte)i)]);

    [Fact]
    public void Parse_SeveralKeys_FirstIsActive() => Assert.Equal("new", KeyRing.Parse($"new:{First}, old:{Second}").ActiveId);

    [Theory]
    [InlineData("")]
    [InlineData(" , ")]
    [InlineData("no-colon")]
    [InlineData("a:b:c")]
    [InlineData("k:not base64!")]
    [InlineData("k:AAAA")]
    [InlineData("k:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("bad id:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")]
    [InlineData("k:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=,k:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")]
    public void Parse_Malformed_ThrowsWithoutNamingAKey(string text)
    {
        var error = Assert.Throws<FormatException>(() => KeyRing.Parse(text));
        Assert.DoesNotContain("AAEC", error.Message, StringComparison.Ordinal);
    }
}

using ClientForge.Billing.Services.Encryption;

namespace ClientForge.Billing.UnitTests.Encryption;

public sealed class FieldEncryptionTests
{
    private static readonly FieldAddress Here = new(
        Guid.Parse("019a0000-0000-7000-8000-000000000001"), "payment_methods", "card_last4", Guid.Parse("019a0000-0000-7000-8000-000000000002"));

    private static FieldEncryption With(string keys) => new(KeyRing.Parse(keys));

    [Theory]
    [InlineData("")]
    [InlineData("4242")]
    [InlineData("Żółć 日本")]
    public void Decrypt_OwnAddress_GivesThePlaintextBack(string plaintext)
    {
        var encryption = With($"k1:{KeyRingTests.First}");
        Assert.Equal(plaintext, encryption.Decrypt(encryption.Encrypt(plaintext, Here), Here));
    }

    [Fact]
    public void Encrypt_SameValueTwice_GivesDifferentTexts()
    {
        var encryption = With($"k1:{KeyRingTests.First}");
        Assert.NotEqual(encryption.Encrypt("4242", Here), encryption.Encrypt("4242", Here));
    }

    public static TheoryData<FieldAddress> OtherAddresses => new(
        Here with { TenantId = Guid.Parse("019a0000-0000-7000-8000-0000000000ff") },
        Here with { Table = "billing_customers" },
        Here with { Column = "card_brand" },
        Here with { RowId = Guid.Parse("019a0000-0000-7000-8000-0000000000ff") });

    [Theory]
    [MemberData(nameof(OtherAddresses))]
    public void Decrypt_SwappedToAnotherPlace_Throws(FieldAddress there)
    {
        var encryption = With($"k1:{KeyRingTests.First}");
        var stored = encryption.Encrypt("4242", Here);
        Assert.Throws<FieldTamperedException>(() => encryption.Decrypt(stored, there));
    }

    [Fact]
    public void Decrypt_AnyByteChanged_Throws()
    {
        var encryption = With($"k1:{KeyRingTests.First}");
        var parts = encryption.Encrypt("4242", Here).Split('.');
        var payload = Convert.FromBase64String(parts[2]);
        for (var i = 0; i < payload.Length; i++)
        {
            var changed = (byte[])payload.Clone();
            changed[i] ^= 1;
            Assert.Throws<FieldTamperedException>(() => encryption.Decrypt($"{parts[0]}.{parts[1]}.{Convert.ToBase64String(changed)}", Here));
        }
    }

    [Theory]
    [InlineData("4242")]
    [InlineData("v1.k1")]
    [InlineData("v1.k1.%%%")]
    [InlineData("v1.k1.AAAA")]
    [InlineData("v0.k1.AAAA")]
    public void Decrypt_NotOurForm_Throws(string stored) =>
        Assert.Throws<FieldTamperedException>(() => With($"k1:{KeyRingTests.First}").Decrypt(stored, Here));

    [Fact]
    public void Decrypt_AfterRotation_ReadsTheOldKeyAndWritesTheNew()
    {
        var stored = With($"old:{KeyRingTests.First}").Encrypt("4242", Here);
        var rotated = With($"new:{KeyRingTests.Second},old:{KeyRingTests.First}");

        Assert.Equal("4242", rotated.Decrypt(stored, Here));
        Assert.True(rotated.IsOutdated(stored));
        var rewritten = rotated.Encrypt("4242", Here);
        Assert.False(rotated.IsOutdated(rewritten));
        Assert.Equal("4242", With($"new:{KeyRingTests.Second}").Decrypt(rewritten, Here));
    }

    [Fact]
    public void Decrypt_KeyLeftTheRing_NamesItsId()
    {
        var stored = With($"old:{KeyRingTests.First}").Encrypt("4242", Here);
        var error = Assert.Throws<KeyNotFoundException>(() => With($"new:{KeyRingTests.Second}").Decrypt(stored, Here));
        Assert.Contains("'old'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decrypt_SameIdOtherKey_Throws()
    {
        var stored = With($"k1:{KeyRingTests.First}").Encrypt("4242", Here);
        Assert.Throws<FieldTamperedException>(() => With($"k1:{KeyRingTests.Second}").Decrypt(stored, Here));
    }
}

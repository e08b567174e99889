using Microsoft.Extensions.Options;

namespace ClientForge.Billing.Services.Encryption;

/// <summary>Section <c>Encryption</c> of the configuration.</summary>
public sealed class EncryptionOptions
{
    public const string Section = "Encryption";

    /// <summary>
    /// The key ring: <c>id:base64,id2:base64</c>, each key 32 random bytes. The first one encrypts; all decrypt, so that a
    /// new key is put in front and an old one stays until nothing is encrypted with it any more.
    /// </summary>
    public string Keys { get; set; } = "";
}

internal sealed class EncryptionOptionsValidator : IValidateOptions<EncryptionOptions>
{
    public ValidateOptionsResult Validate(string? name, EncryptionOptions options)
    {
        try
        {
            KeyRing.Parse(options.Keys);
            return ValidateOptionsResult.Success;
        }
        catch (FormatException e)
        {
            return ValidateOptionsResult.Fail($"Encryption__Keys: {e.Message}");
        }
    }
}

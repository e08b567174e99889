using System.Security.Cryptography;
using System.Text.Json;

namespace ClientForge.Billing.DevHost.Supervision;

/// <summary>The secrets of one data folder: made at its first start, kept there, readable by its owner only.</summary>
internal sealed record DevSecrets
{
    private const int KeyBytes = 32;

    public required string DatabasePassword { get; init; }

    public required string SigningKey { get; init; }

    public required string WebhookSecret { get; init; }

    public required string StripeKey { get; init; }

    public required string TaxJarKey { get; init; }

    /// <summary>One entry of the key ring, <c>id:base64</c>.</summary>
    public required string EncryptionKeys { get; init; }

    public static DevSecrets LoadOrCreate(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, "secrets.json");
        if (File.Exists(path))
            return JsonSerializer.Deserialize<DevSecrets>(File.ReadAllText(path))!;
        var secrets = Create();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        JsonSerializer.Serialize(file, secrets);
        return secrets;
    }

    private static DevSecrets Create() => new()
    {
        DatabasePassword = Hex(),
        SigningKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)),
        WebhookSecret = $"whsec_{Hex()}",
        StripeKey = $"sk_test_{Hex()}",
        TaxJarKey = Hex(),
        EncryptionKeys = $"dev1:{Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes))}",
    };

    private static string Hex() => RandomNumberGenerator.GetHexString(KeyBytes, lowercase: true);
}

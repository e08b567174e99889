using System.Security.Cryptography;

namespace ClientForge.Billing.StripeSandbox.Store;

/// <summary>Ids in Stripe's manner: prefix, version digit, random letters and digits.</summary>
internal static class Ids
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary><paramref name="prefix"/> without underscore: <c>pm</c> gives <c>pm_1…</c>; customers and products have the short form.</summary>
    public static string New(string prefix) => prefix switch
    {
        "cus" or "prod" => prefix + "_" + Random(14),
        "req" => "req_" + Random(14),
        "pi" or "ch" or "py" or "re" or "pyr" => prefix + "_3" + Random(23),
        _ => prefix + "_1" + Random(23),
    };

    /// <summary>Letters and digits without prefix: secrets, fingerprints.</summary>
    public static string Random(int length) => RandomNumberGenerator.GetString(Alphabet, length);
}

using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ClientForge.Billing.Services.Notifications;

/// <summary>Trust in servers whose certificates a private authority signed.</summary>
internal static class PrivateAuthority
{
    /// <summary>Whether a certificate is good, or lacks nothing but a root that this file holds. A wrong name stays wrong.</summary>
    public static bool Accepts(string authorityFile, X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null)
            return false;
        using var authority = X509CertificateLoader.LoadCertificateFromFile(authorityFile);
        using var presented = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(presented);
    }
}

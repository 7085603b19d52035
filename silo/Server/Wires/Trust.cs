using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace SpecimenLogistics.Server;

/// <summary>Why somebody was not let in.</summary>
enum WireFault { NotTls, TooSlow, BrokenOff, NoCertificate, NotOurs, NotValidNow, OtherRole, Revoked }

/// <summary>Whether the certificate that the other side showed is one of ours, in the role that is wanted, now.</summary>
static class Trust
{
    /// <summary>The installation's authority and nobody else's; a new one for each connection, since a chain changes it.</summary>
    public static X509ChainPolicy Policy(X509Certificate2Collection authorities)
    {
        // Nothing is asked of anybody else: who is let in must not hang on a way to the outside. What is revoked we are told in a file.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    /// <param name="errors">What the chain by <see cref="Policy"/> came to, for the usage of whoever is at that end. Names are not looked at: nodes are reached by addresses that come and go, and their role says who they are.</param>
    public static WireFault? Judge(Credentials credentials, CertificateRole role, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors)
    {
        if (shown is not X509Certificate2 certificate) return WireFault.NoCertificate;
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)) return OfChain(chain);
        if (credentials.IsRevoked(certificate.SerialNumber)) return WireFault.Revoked;
        return Mark.Of(certificate)?.Role == role ? null : WireFault.OtherRole;
    }

    static WireFault OfChain(X509Chain? chain)
    {
        var found = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.PartialChain;
        return found switch
        {
            X509ChainStatusFlags.NotTimeValid => WireFault.NotValidNow,
            X509ChainStatusFlags.NotValidForUsage => WireFault.OtherRole,
            _ => WireFault.NotOurs,
        };
    }
}

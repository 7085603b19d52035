using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace SpecimenLogistics.Simulators.Fleet;

/// <summary>What an authority of the run's own has signed: whom devices and the run itself trust, and who each device is.</summary>
/// <param name="folder">Holds <c>authority.pem</c>, and for each device <c>CODE.pem</c> with <c>CODE.key</c>.</param>
internal sealed class Certificates(string folder)
{
    readonly X509Certificate2Collection _authority = Read(Path.Combine(folder, "authority.pem"));

    /// <summary>That authority and nobody else's; the name must be the one that was gone to.</summary>
    public SslClientAuthenticationOptions Nobody => new() { CertificateChainPolicy = Policy() };

    public DeviceCertificate Of(string device)
    {
        var own = X509Certificate2.CreateFromPemFile(Path.Combine(folder, device + ".pem"), Path.Combine(folder, device + ".key"));
        return new DeviceCertificate(this, SslStreamCertificateContext.Create(own, additionalCertificates: null, offline: true));
    }

    internal X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.AddRange(_authority);
        return policy;
    }

    static X509Certificate2Collection Read(string path)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(path);
        return all;
    }
}

/// <summary>What one device shows, and whom it trusts.</summary>
internal sealed class DeviceCertificate(Certificates certificates, SslStreamCertificateContext own)
{
    /// <summary>For one connection.</summary>
    public SslClientAuthenticationOptions To(string host) => new() { TargetHost = host, ClientCertificateContext = own, CertificateChainPolicy = certificates.Policy() };
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SpecimenLogistics.Server;

/// <summary>Signs certificates of an installation, with a key of P-256. One level: what it signs can sign nothing.</summary>
/// <param name="own">Its certificate, with its key.</param>
sealed class Authority(X509Certificate2 own, TimeProvider time) : IDisposable
{
    const string ServerUse = "1.3.6.1.5.5.7.3.1", ClientUse = "1.3.6.1.5.5.7.3.2";
    const int SerialBytes = 16;

    /// <summary>Machines' clocks differ: who gets a certificate is not to find it not valid yet.</summary>
    static readonly TimeSpan s_before = TimeSpan.FromHours(1);

    public X509Certificate2 Certificate => own;

    public static Authority New(TimeSpan lifetime, TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Specimen Logistics development authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = time.GetUtcNow();
        return new Authority(request.CreateSelfSigned(now - s_before, now + lifetime), time);
    }

    /// <param name="hosts">Names and addresses that others reach it by; a server's alone.</param>
    /// <param name="lifetime">From now; never longer than the authority's own.</param>
    /// <returns>The certificate with its key.</returns>
    public X509Certificate2 Issue(Mark mark, IReadOnlyList<string> hosts, TimeSpan lifetime)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(new X500DistinguishedName($"CN={mark.Name}"), key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
            if (IPAddress.TryParse(host, out var address)) names.AddIpAddress(address);
            else names.AddDnsName(host);
        names.AddUri(new Uri(mark.Urn));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(Uses(mark.Role), critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(own, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        request.CertificateExtensions.Add(names.Build());
        var (now, end) = (time.GetUtcNow(), new DateTimeOffset(own.NotAfter));
        var serial = RandomNumberGenerator.GetBytes(SerialBytes);
        // Positive, and as long as it looks.
        serial[0] = (byte)(serial[0] & 0x7F | 0x40);
        using var signed = request.Create(own, Later(now - s_before, new DateTimeOffset(own.NotBefore)), now + lifetime < end ? now + lifetime : end, serial);
        return signed.CopyWithPrivateKey(key);
    }

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset two) => one > two ? one : two;

    static OidCollection Uses(CertificateRole role) => role switch
    {
        CertificateRole.Server => [new Oid(ServerUse)],
        CertificateRole.Node => [new Oid(ServerUse), new Oid(ClientUse)],
        _ => [new Oid(ClientUse)],
    };

    public void Dispose() => own.Dispose();
}

using System.Collections.Frozen;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace SpecimenLogistics.Server;

/// <summary>What a folder of <c>--tls</c> held when it was read: <c>authority.pem</c>, <c>server</c> and <c>node</c> with their keys, and <c>revoked.txt</c> where there is one.</summary>
/// <param name="Server">What browsers and devices see.</param>
/// <param name="Node">What the other processes of the installation see.</param>
/// <param name="Revoked">Serial numbers in upper case.</param>
sealed record Credentials(X509Certificate2Collection Authorities, SslStreamCertificateContext Server, SslStreamCertificateContext Node, FrozenSet<string> Revoked)
{
    const string RevokedFile = "revoked.txt", AuthorityName = "authority", ServerName = "server", NodeName = "node";

    static readonly IReadOnlyList<string> s_files = ["authority.pem", "server.pem", "server.key", "node.pem", "node.key", RevokedFile];

    /// <summary>Throws <see cref="WireFaultException"/> where something is missing or could not serve.</summary>
    public static Credentials Read(string folder, TimeProvider time)
    {
        var authorities = PemFile.ReadAll(PemFile.CertificateOf(folder, AuthorityName));
        var ((server, further), (node, _)) = (PemFile.Read(folder, ServerName), PemFile.Read(folder, NodeName));
        var found = new Credentials(
            authorities, SslStreamCertificateContext.Create(server, further, offline: true), SslStreamCertificateContext.Create(node, additionalCertificates: null, offline: true), ReadRevoked(folder));
        MustBeValid(PemFile.CertificateOf(folder, ServerName), server, time);
        MustBeValid(PemFile.CertificateOf(folder, NodeName), node, time);
        using var chain = new X509Chain { ChainPolicy = Trust.Policy(authorities) };
        if (!chain.Build(node)) throw new WireFaultException($"{PemFile.CertificateOf(folder, NodeName)} is not signed by {PemFile.CertificateOf(folder, AuthorityName)}");
        if (Mark.Of(node)?.Role != CertificateRole.Node) throw new WireFaultException($"{PemFile.CertificateOf(folder, NodeName)} is not a node's certificate");
        return found;
    }

    /// <summary>Changes when one of the files does.</summary>
    public static string StateOf(string folder) => string.Join('|', s_files.Select(name => new FileInfo(Path.Combine(folder, name))).Select(f => f.Exists ? $"{f.Length}/{f.LastWriteTimeUtc.Ticks}" : "-"));

    public bool IsRevoked(string serial) => Revoked.Contains(serial);

    static void MustBeValid(string path, X509Certificate2 certificate, TimeProvider time)
    {
        var now = time.GetUtcNow();
        if (now < certificate.NotBefore || now > certificate.NotAfter)
            throw new WireFaultException($"{path} is valid from {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd HH:mm} to {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm} UTC, not now");
    }

    static FrozenSet<string> ReadRevoked(string folder)
    {
        var path = Path.Combine(folder, RevokedFile);
        if (!File.Exists(path)) return FrozenSet<string>.Empty;
        string[] serials = [.. File.ReadLines(path).Select(l => l.Split('#')[0].Replace(":", "", StringComparison.Ordinal).Trim()).Where(l => l.Length > 0)];
        // A line that was meant to keep somebody out must not be passed over.
        if (serials.FirstOrDefault(s => !s.All(char.IsAsciiHexDigit)) is { } wrong) throw new WireFaultException($"{path}: '{wrong}' is not a serial number");
        return serials.Select(s => s.ToUpperInvariant()).ToFrozenSet(StringComparer.Ordinal);
    }
}

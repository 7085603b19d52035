using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SpecimenLogistics.Server;

/// <summary>What a certificate of the installation is for.</summary>
enum CertificateRole
{
    /// <summary>What browsers and devices see.</summary>
    Server,

    /// <summary>A process of the installation, to the others.</summary>
    Node,

    /// <summary>One device, to the gateway.</summary>
    Device,
}

/// <summary>
/// Whose certificate it is and in which role, as a name of its own among the certificate's alternative names
/// (<c>urn:specimenlogistics:device:S-CW01-1</c>): what one role's key can do does not hang on the usages that two roles share.
/// </summary>
sealed record Mark(CertificateRole Role, string Name)
{
    const string Prefix = "urn:specimenlogistics:";
    static readonly Asn1Tag s_uri = new(TagClass.ContextSpecific, 6);

    public string Urn => $"{Prefix}{WordOf(Role)}:{Name}";

    /// <summary>null where the certificate has none, more than one, or another name than its subject's.</summary>
    public static Mark? Of(X509Certificate2 certificate)
    {
        if (certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SingleOrDefault() is not { } names) return null;
        string[] ours = [.. Uris(names.RawData).Where(u => u.StartsWith(Prefix, StringComparison.Ordinal))];
        if (ours is not [var urn] || urn[Prefix.Length..].Split(':') is not [var word, var name]) return null;
        foreach (var role in Enum.GetValues<CertificateRole>())
            if (WordOf(role) == word && certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) == name) return new Mark(role, name);
        return null;
    }

    static string WordOf(CertificateRole role) => role.ToString().ToLowerInvariant();

    static List<string> Uris(ReadOnlyMemory<byte> names)
    {
        List<string> found = [];
        try
        {
            var all = new AsnReader(names, AsnEncodingRules.DER).ReadSequence();
            while (all.HasData)
                if (all.PeekTag() == s_uri) found.Add(all.ReadCharacterString(UniversalTagNumber.IA5String, s_uri));
                else all.ReadEncodedValue();
        }
        catch (Exception error) when (error is AsnContentException or CryptographicException)
        {
            // A name that cannot be read is nobody's.
            found.Clear();
        }
        return found;
    }
}

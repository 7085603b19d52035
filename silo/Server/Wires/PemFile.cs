using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SpecimenLogistics.Server;

/// <summary>A certificate and its key (PKCS#8) as two files beside each other, <c>NAME.pem</c> and <c>NAME.key</c>; the key is its owner's alone.</summary>
static class PemFile
{
    const string CertificateEnds = ".pem", KeyEnds = ".key";

    public static string CertificateOf(string folder, string name) => Path.Combine(folder, name + CertificateEnds);
    public static string KeyOf(string folder, string name) => Path.Combine(folder, name + KeyEnds);

    /// <summary>Throws <see cref="IOException"/> where one of the two is there already: a key is never overwritten.</summary>
    public static void Write(string folder, string name, X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        WriteNew(KeyOf(folder, name), key.ExportPkcs8PrivateKeyPem(), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        WriteNew(CertificateOf(folder, name), certificate.ExportCertificatePem(), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }

    public static void WriteNew(string path, string pem, UnixFileMode mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        using var file = new StreamWriter(path, options);
        file.Write(pem);
        file.Write('\n');
    }

    /// <summary>The certificate with its key, and those that lie behind it in the same file. Throws <see cref="WireFaultException"/>.</summary>
    public static (X509Certificate2 Own, X509Certificate2Collection Further) Read(string folder, string name)
    {
        var (path, keyPath) = (CertificateOf(folder, name), KeyOf(folder, name));
        var all = ReadAll(path);
        try { return (X509Certificate2.CreateFromPem(File.ReadAllText(path), File.ReadAllText(keyPath)), [.. all.Skip(1)]); }
        catch (IOException error) { throw new WireFaultException(error.Message); }
        catch (Exception error) when (error is CryptographicException or ArgumentException) { throw new WireFaultException($"{keyPath} is not the key of {path}"); }
    }

    /// <summary>At least one. Throws <see cref="WireFaultException"/>.</summary>
    public static X509Certificate2Collection ReadAll(string path)
    {
        var all = new X509Certificate2Collection();
        try { all.ImportFromPemFile(path); }
        catch (IOException error) { throw new WireFaultException(error.Message); }
        catch (UnauthorizedAccessException error) { throw new WireFaultException(error.Message); }
        catch (CryptographicException) { all.Clear(); }
        return all.Count > 0 ? all : throw new WireFaultException($"{path} holds no certificate");
    }
}

/// <summary>What cannot be used of a folder of certificates, in one line for an operator.</summary>
sealed class WireFaultException(string message) : Exception(message);

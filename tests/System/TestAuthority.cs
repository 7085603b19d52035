using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace SpecimenLogistics.Tests.Processes;

/// <summary>An authority that the server's own verb made, and what it issued, in a folder that goes with the test.</summary>
sealed class TestAuthority : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("specimen-authority-").FullName;

    public static async Task<TestAuthority> Make()
    {
        var made = new TestAuthority();
        await made.Ask("new", "--out", made.In("authority"));
        return made;
    }

    /// <summary>For <c>--tls</c>.</summary>
    public async Task<string> Server(string name = "server")
    {
        await Ask("issue", "--authority", In("authority"), "--out", In(name), "--server", "127.0.0.1,specimens.test", "--node");
        return In(name);
    }

    /// <summary>Paths of its certificate and its key.</summary>
    public async Task<(string Certificate, string Key)> Device(string code)
    {
        await Ask("issue", "--authority", In("authority"), "--out", In("devices"), "--device", code);
        return (In($"devices/{code}.pem"), In($"devices/{code}.key"));
    }

    public string Certificate => In("authority/authority.pem");

    /// <summary>Trusts this authority alone.</summary>
    public HttpMessageHandler Trusting() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, SslOptions = Options("127.0.0.1") };

    public SslClientAuthenticationOptions Options(string host, (string Certificate, string Key)? own = null) => new()
    {
        TargetHost = host,
        CertificateChainPolicy = Policy(),
        ClientCertificateContext = own is var (certificate, key) ? SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(certificate, key), null, offline: true) : null,
    };

    X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(Certificate);
        return policy;
    }

    string In(string name) => Path.Combine(_folder, name);

    async Task Ask(params string[] words)
    {
        var (code, said) = await Day.Run("Server", ["authority", .. words]);
        Assert.True(code == 0, said);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

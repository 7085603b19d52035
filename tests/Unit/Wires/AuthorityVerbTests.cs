using System.Security.Cryptography.X509Certificates;
using SpecimenLogistics.Server;

namespace SpecimenLogistics.Unit.Wired;

public sealed class AuthorityVerbTests : IDisposable
{
    readonly string folder = System.IO.Directory.CreateTempSubdirectory("specimen-authority-").FullName;

    string In(string name) => Path.Combine(folder, name);

    [Fact]
    public void Makes_an_authority_and_what_a_server_a_node_and_devices_show()
    {
        Assert.Equal(0, Run("new", "--out", In("authority"), "--days", "10"));
        Assert.Equal(0, Run("issue", "--authority", In("authority"), "--out", In("server"), "--server", "specimens.test,127.0.0.1", "--node", "--name", "hall-1"));
        File.WriteAllLines(In("list"), ["S-1", "", " S-2 ", "S-1"]);
        Assert.Equal(0, Run("issue", "--authority", In("authority"), "--out", In("devices"), "--devices", In("list"), "--device", "S-3", "--days", "5"));

        var read = Credentials.Read(In("server"), TimeProvider.System);
        var server = read.Server.TargetCertificate;
        Assert.True(server.MatchesHostname("specimens.test") && server.MatchesHostname("127.0.0.1") && !server.MatchesHostname("localhost"));
        Assert.Equal(new Mark(CertificateRole.Node, "hall-1"), Mark.Of(read.Node.TargetCertificate));
        // Never longer than who signed it.
        Assert.Equal(read.Authorities[0].NotAfter, server.NotAfter);
        Assert.Equal(["S-1.key", "S-1.pem", "S-2.key", "S-2.pem", "S-3.key", "S-3.pem", "authority.pem"], [.. System.IO.Directory.GetFiles(In("devices")).Select(Path.GetFileName).Order(StringComparer.Ordinal)]);
        var device = PemFile.Read(In("devices"), "S-2").Own;
        Assert.Equal(("S-2", new Mark(CertificateRole.Device, "S-2")), (device.GetNameInfo(X509NameType.SimpleName, false), Mark.Of(device)));
        foreach (var key in System.IO.Directory.GetFiles(folder, "*.key", SearchOption.AllDirectories))
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", File.ReadAllText(In("devices/S-1.key")));
    }

    [Fact]
    public void Nothing_that_is_there_is_overwritten()
    {
        Run("new", "--out", In("authority"));
        var key = File.ReadAllText(In("authority/authority.key"));
        Assert.Equal(64, Run("new", "--out", In("authority")));
        Run("issue", "--authority", In("authority"), "--out", In("devices"), "--device", "S-1");
        File.WriteAllLines(In("list"), ["S-0", "S-1"]);
        Assert.Equal(64, Run("issue", "--authority", In("authority"), "--out", In("devices"), "--devices", In("list")));
        Assert.Equal(key, File.ReadAllText(In("authority/authority.key")));
        // And nothing is half done.
        Assert.False(File.Exists(In("devices/S-0.key")));
    }

    [Fact]
    public void Two_authorities_do_not_mix_in_one_folder()
    {
        foreach (var name in (string[])["one", "two"]) Run("new", "--out", In(name));
        Assert.Equal(0, Run("issue", "--authority", In("one"), "--out", In("tls"), "--node"));
        Assert.Equal(64, Run("issue", "--authority", In("two"), "--out", In("tls"), "--server", "localhost"));
    }

    [Theory]
    [InlineData("new")]
    [InlineData("new --out OUT --days 0")]
    [InlineData("new --out OUT --days soon")]
    [InlineData("issue --out OUT --node")]
    [InlineData("issue --authority AUTHORITY --out OUT")]
    [InlineData("issue --authority NOWHERE --out OUT --node")]
    [InlineData("issue --authority AUTHORITY --out OUT --device a,CN=node")]
    [InlineData("issue --authority AUTHORITY --out OUT --devices NOWHERE")]
    [InlineData("issue --authority AUTHORITY --out OUT --server two,words here")]
    [InlineData("issue --authority AUTHORITY --out OUT --node --name ../x")]
    [InlineData("revoke")]
    [InlineData("")]
    public void A_wrong_call_is_refused_and_makes_nothing(string words)
    {
        Run("new", "--out", In("authority"));
        string[] asked = [.. words.Split(' ').Select(w => w switch { "OUT" => In("out"), "AUTHORITY" => In("authority"), "NOWHERE" => In("nowhere"), _ => w })];
        Assert.Equal(64, Run(asked));
        Assert.False(System.IO.Directory.Exists(In("out")));
    }

    static int Run(params string[] words) => AuthorityVerb.Run(words, TimeProvider.System);

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);
}

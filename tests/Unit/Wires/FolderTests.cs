using System.Security.Cryptography.X509Certificates;
using SpecimenLogistics.Server;

namespace SpecimenLogistics.Unit.Wired;

public sealed class FolderTests
{
    [Fact]
    public void A_certificate_that_is_replaced_is_used_once_its_files_stand_still()
    {
        using var ours = new Installation();
        var watch = new WireWatch(ours.Wires, ours.Folder, TimeProvider.System, ours.Log);
        var before = Shown(ours);
        watch.Look();
        Replace(ours, "server", ours.Issue(CertificateRole.Server, "server", "127.0.0.1"));
        watch.Look();
        Assert.Equal(before, Shown(ours));
        watch.Look();
        Assert.NotEqual(before, Shown(ours));
        Assert.Contains("read again", Assert.Single(ours.Log.All));
    }

    [Fact]
    public void What_cannot_be_used_changes_nothing_and_is_said_once()
    {
        using var ours = new Installation();
        using var another = new Installation();
        var watch = new WireWatch(ours.Wires, ours.Folder, TimeProvider.System, ours.Log);
        var before = Shown(ours);
        Replace(ours, "node", another.Issue(CertificateRole.Node, "node"));
        for (var n = 0; n < 4; n++) watch.Look();
        Assert.Equal(before, Shown(ours));
        Assert.Contains("stay in use", Assert.Single(ours.Log.All));
        Assert.Contains("is not signed by", Assert.Single(ours.Log.All));
        Replace(ours, "node", ours.Issue(CertificateRole.Node, "node"));
        for (var n = 0; n < 2; n++) watch.Look();
        Assert.Contains("read again", ours.Log.All.Last());
    }

    [Theory]
    [InlineData("another key", "is not the key of")]
    [InlineData("a device as node", "is not a node's certificate")]
    [InlineData("no authority", "authority.pem")]
    [InlineData("nonsense", "holds no certificate")]
    [InlineData("nonsense revoked", "is not a serial number")]
    [InlineData("expired", "not now")]
    public void What_is_wrong_with_a_folder_is_one_line(string what, string said)
    {
        using var ours = new Installation();
        switch (what)
        {
            case "another key": File.Copy(PemFile.KeyOf(ours.Folder, "node"), PemFile.KeyOf(ours.Folder, "server"), overwrite: true); break;
            case "a device as node": Replace(ours, "node", ours.Issue(CertificateRole.Device, "S-1")); break;
            case "no authority": File.Delete(PemFile.CertificateOf(ours.Folder, "authority")); break;
            case "nonsense": File.WriteAllText(PemFile.CertificateOf(ours.Folder, "server"), "nothing"); break;
            case "nonsense revoked": File.WriteAllText(Path.Combine(ours.Folder, "revoked.txt"), "AB12\nall of them\n"); break;
        }
        var time = what == "expired" ? new Later(TimeSpan.FromDays(3)) : TimeProvider.System;
        var fault = Assert.Throws<WireFaultException>(() => Credentials.Read(ours.Folder, time)).Message;
        Assert.Contains(said, fault);
        Assert.DoesNotContain('\n', fault);
    }

    [Fact]
    public void Serial_numbers_are_read_as_openssl_writes_them()
    {
        using var ours = new Installation();
        File.WriteAllText(Path.Combine(ours.Folder, "revoked.txt"), "# lost on the road\n5a:0b:cc\n\n  77FF  # stolen\n");
        var found = Credentials.Read(ours.Folder, TimeProvider.System);
        Assert.True(found.IsRevoked("5A0BCC") && found.IsRevoked("77FF") && !found.IsRevoked("5A0BCD"));
    }

    static string Shown(Installation ours) => ours.Wires.Now.Server.TargetCertificate.SerialNumber;

    static void Replace(Installation ours, string name, X509Certificate2 certificate)
    {
        File.Delete(PemFile.KeyOf(ours.Folder, name));
        File.Delete(PemFile.CertificateOf(ours.Folder, name));
        PemFile.Write(ours.Folder, name, certificate);
    }

    sealed class Later(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}

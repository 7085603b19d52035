using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SpecimenLogistics.Server;

namespace SpecimenLogistics.Unit.Wired;

public sealed class LetInTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 30_000)]
    [InlineData("device", "")]
    [InlineData("nobody", "no_certificate")]
    [InlineData("another authority's device", "not_ours")]
    [InlineData("another authority of the same name", "not_ours")]
    [InlineData("a device of yesterday", "not_valid_now")]
    [InlineData("a device of tomorrow", "not_valid_now")]
    [InlineData("a revoked device", "revoked")]
    [InlineData("node", "other_role")]
    [InlineData("server", "other_role")]
    [InlineData("a device that is two", "other_role")]
    [InlineData("a device by its subject alone", "other_role")]
    [InlineData("a device with another's name", "other_role")]
    [InlineData("plain text", "not_tls")]
    public async Task The_devices_wire_lets_in_devices_of_its_authority_alone(string who, string why) => await Try(who, CertificateRole.Device, "devices", why);

    [Theory(Timeout = 30_000)]
    [InlineData("node", "")]
    [InlineData("device", "other_role")]
    [InlineData("server", "other_role")]
    [InlineData("nobody", "no_certificate")]
    [InlineData("another authority's node", "not_ours")]
    [InlineData("plain text", "not_tls")]
    public async Task The_nodes_wire_lets_in_nodes_of_its_authority_alone(string who, string why) => await Try(who, CertificateRole.Node, "silos", why);

    static async Task Try(string who, CertificateRole wanted, string wire, string why)
    {
        using var ours = new Installation();
        var certificate = who == "plain text" ? null : Certificate(who, ours);
        await using var line = new Line();
        string? letIn = null;
        var accepted = ours.Wires.Accept(line.Ours, wire, wanted, (_, shown) =>
        {
            letIn = Mark.Of(shown)!.Name;
            return Task.CompletedTask;
        });
        if (who == "plain text") await line.Theirs.WriteAsync("GET / HTTP/1.1\r\nHost: specimens\r\n\r\n"u8.ToArray(), Cancel);
        else
        {
            // A client of TLS 1.3 has shaken hands before it hears that it is not let in.
            try { await line.As(certificate); }
            catch (Exception error) when (error is IOException or System.Security.Authentication.AuthenticationException) { Assert.NotEqual("", why); }
        }
        Assert.Equal(why == "", await accepted);
        Assert.Equal(why == "" ? (who == "node" ? "node" : "S-1") : null, letIn);
        if (why == "") Assert.Empty(ours.Log.All);
        else Assert.Contains($"wire of {wire}: (null), {why}", Assert.Single(ours.Log.All));
    }

    static X509Certificate2? Certificate(string who, Installation ours)
    {
        using var another = new Installation();
        var device = new Mark(CertificateRole.Device, "S-1");
        switch (who)
        {
            case "nobody": return null;
            case "device": return ours.Issue(CertificateRole.Device, "S-1");
            case "node": return ours.Issue(CertificateRole.Node, "node");
            case "server": return ours.Issue(CertificateRole.Server, "server", "localhost");
            case "another authority's device" or "another authority of the same name": return another.Issue(CertificateRole.Device, "S-1");
            case "another authority's node": return another.Issue(CertificateRole.Node, "node");
            case "a device of yesterday": return At(ours, TimeSpan.FromDays(-3)).Issue(device, [], TimeSpan.FromDays(1));
            case "a device of tomorrow": return At(ours, TimeSpan.FromDays(2)).Issue(device, [], TimeSpan.FromDays(1));
            case "a revoked device":
                var lost = ours.Issue(CertificateRole.Device, "S-1");
                ours.Revoke(lost);
                return lost;
            case "a device that is two": return ByHand(ours, "S-1", "urn:specimenlogistics:device:S-1", "urn:specimenlogistics:node:S-1");
            case "a device by its subject alone": return ByHand(ours, "S-1", "urn:another:device:S-1");
            case "a device with another's name": return ByHand(ours, "S-2", "urn:specimenlogistics:device:S-1");
            default: throw new ArgumentException(who);
        }
    }

    // An authority that was made long ago, and stands at another time.
    static Authority At(Installation ours, TimeSpan off)
    {
        using var key = ours.Authority.Certificate.GetECDsaPrivateKey()!;
        var old = new CertificateRequest(ours.Authority.Certificate.SubjectName, key, HashAlgorithmName.SHA256);
        foreach (var extension in ours.Authority.Certificate.Extensions) old.CertificateExtensions.Add(extension);
        var now = TimeProvider.System.GetUtcNow();
        return new Authority(old.CreateSelfSigned(now.AddDays(-10), now.AddDays(10)), new Standing(now + off));
    }

    static X509Certificate2 ByHand(Installation ours, string subject, params string[] uris)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(new X500DistinguishedName($"CN={subject}"), key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var uri in uris) names.AddUri(new Uri(uri));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var signed = request.Create(ours.Authority.Certificate, now.AddMinutes(-1), now.AddHours(1), [1, 2, 3, 4]);
        return signed.CopyWithPrivateKey(key);
    }

    sealed class Standing(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}

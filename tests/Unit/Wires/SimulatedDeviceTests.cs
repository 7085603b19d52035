using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using SpecimenLogistics.Server;
using SpecimenLogistics.Simulators.Fleet;
using SpecimenLogistics.Simulators.Fleet.Mqtt;

namespace SpecimenLogistics.Unit.Wired;

/// <summary>Whom a simulated device trusts.</summary>
public sealed class SimulatedDeviceTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 30_000)]
    [InlineData("ours", "127.0.0.1", true)]
    [InlineData("ours", "specimens.test", false)]
    [InlineData("another", "127.0.0.1", false)]
    public async Task Goes_to_a_server_of_its_authority_under_its_own_name_alone(string whose, string host, bool goes)
    {
        using Installation ours = new(), another = new();
        PemFile.Write(ours.Folder, "S-1", ours.Issue(CertificateRole.Device, "S-1"));
        var server = (whose == "ours" ? ours : another).Issue(CertificateRole.Server, "server", host);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Serve(listener, server);
        var opening = MqttLink.OpenAsync((IPEndPoint)listener.LocalEndpoint, MqttVersion.V311, "S-1", "not needed", 60, Cancel, new Certificates(ours.Folder).Of("S-1"));
        if (!goes)
        {
            await Assert.ThrowsAsync<AuthenticationException>(() => opening);
            await Record.ExceptionAsync(() => serving);
            return;
        }
        using var link = await opening;
        var (shown, said) = await serving;
        Assert.Equal("S-1", shown);
        // User name and clean start: no password leaves it.
        Assert.Equal(0x82, said[9]);
        Assert.DoesNotContain("not needed", System.Text.Encoding.ASCII.GetString(said));
    }

    static async Task<(string Shown, byte[] Said)> Serve(TcpListener listener, System.Security.Cryptography.X509Certificates.X509Certificate2 certificate)
    {
        using var tcp = await listener.AcceptTcpClientAsync(Cancel);
        await using var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true), ClientCertificateRequired = true, RemoteCertificateValidationCallback = (_, _, _, _) => true,
        }, Cancel);
        var said = new byte[256];
        var length = await tls.ReadAsync(said, Cancel);
        await tls.WriteAsync(new byte[] { 0x20, 0x02, 0x00, 0x00 }, Cancel);
        return (Mark.Of((System.Security.Cryptography.X509Certificates.X509Certificate2)tls.RemoteCertificate!)!.Name, said[..length]);
    }
}

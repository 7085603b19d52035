using System.Diagnostics.Metrics;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;

namespace SpecimenLogistics.Server;

/// <summary>
/// The secured wires of a process. What it shows and whom it lets in is asked for each new connection; connections that
/// stand go on as they were made.
/// </summary>
sealed class Wires : IDisposable
{
    public const string Devices = "devices", Silos = "silos", Clients = "clients";

    // A node is reached by an address that may change; its role is what is looked at.
    const string AnyNode = "node";
    const SslProtocols Versions = SslProtocols.Tls12 | SslProtocols.Tls13;

    readonly Meter meter = new(Instruments.Name);
    readonly WireRefusals refusals;
    readonly TimeProvider time;
    volatile Credentials now;

    public Wires(Credentials credentials, WireRefusals refusals, TimeProvider time)
    {
        (now, this.refusals, this.time) = (credentials, refusals, time);
        meter.CreateObservableGauge("wires.certificate.days", DaysLeft, unit: "d", description: "Until a certificate in use runs out, by file");
    }

    public Credentials Now { get => now; set => now = value; }

    /// <summary>What a browser is shown; it shows nothing itself.</summary>
    public SslServerAuthenticationOptions Screens() => new() { ServerCertificateContext = now.Server, EnabledSslProtocols = Versions };

    /// <summary>Lets in whoever has a certificate of ours in this role.</summary>
    /// <param name="wire">What the refusals are counted by.</param>
    /// <param name="next">Told whose certificate it is.</param>
    /// <returns>Whether somebody was let in; his connection is over then.</returns>
    public async Task<bool> Accept(ConnectionContext connection, string wire, CertificateRole role, Func<ConnectionContext, X509Certificate2, Task> next)
    {
        var trusted = now;
        Shown? shown = null;
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = role == CertificateRole.Node ? trusted.Node : trusted.Server,
            ClientCertificateRequired = true,
            CertificateChainPolicy = Trust.Policy(trusted.Authorities),
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Judge(ref shown, trusted, role, certificate, chain, errors),
            EnabledSslProtocols = Versions,
            // A session taken up again would be let in by what was true when it began.
            AllowTlsResume = false,
        };
        var fault = await SecuredConnection.Around(
            connection, (tls, cancel) => tls.AuthenticateAsServerAsync(options, cancel), time, secured => next(secured, shown!.Certificate!));
        if (fault is { } why) refusals.Tell(wire, connection.RemoteEndPoint, shown?.Fault ?? why, shown?.Certificate);
        return fault is null;
    }

    /// <summary>Goes to another node of the installation. Throws where nobody is there who has a node's certificate of ours.</summary>
    public async Task Dial(ConnectionContext connection, string wire, ConnectionDelegate next)
    {
        var trusted = now;
        Shown? shown = null;
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = AnyNode,
            ClientCertificateContext = trusted.Node,
            CertificateChainPolicy = Trust.Policy(trusted.Authorities),
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Judge(ref shown, trusted, CertificateRole.Node, certificate, chain, errors),
            EnabledSslProtocols = Versions,
            AllowTlsResume = false,
        };
        var fault = await SecuredConnection.Around(connection, (tls, cancel) => tls.AuthenticateAsClientAsync(options, cancel), time, next);
        if (fault is not { } why) return;
        refusals.Tell(wire, connection.RemoteEndPoint, shown?.Fault ?? why, shown?.Certificate);
        throw new ConnectionAbortedException($"{connection.RemoteEndPoint} is no node of ours: {shown?.Fault ?? why}");
    }

    IEnumerable<Measurement<double>> DaysLeft()
    {
        var used = now;
        foreach (var (file, certificate) in new[] { ("authority", used.Authorities[0]), ("server", used.Server.TargetCertificate), ("node", used.Node.TargetCertificate) })
            yield return new((new DateTimeOffset(certificate.NotAfter) - time.GetUtcNow()).TotalDays, new KeyValuePair<string, object?>("file", file));
    }

    public void Dispose() => meter.Dispose();

    sealed record Shown(X509Certificate2? Certificate, WireFault? Fault);

    static bool Judge(ref Shown? shown, Credentials trusted, CertificateRole role, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        // The stream's own copy ends with the stream.
        shown = new Shown(certificate is null ? null : X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()), Trust.Judge(trusted, role, certificate, chain, errors));
        return shown.Fault is null;
    }
}

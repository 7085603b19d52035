using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Orleans.Configuration;
using SpecimenLogistics.Ingest;

namespace SpecimenLogistics.Server;

/// <summary>Which wires are secured, and where that is put into the server.</summary>
static class Securing
{
    static readonly TimeSpan s_year = TimeSpan.FromDays(365);

    /// <summary>What is in the folder of <c>--tls</c>, where one is given; or in one line why it cannot be used.</summary>
    public static bool TryRead(string? folder, out Credentials? credentials, out string mistake)
    {
        (credentials, mistake) = (null, "");
        try { credentials = folder is null ? null : Credentials.Read(folder, TimeProvider.System); }
        catch (Exception error) when (error is WireFaultException or IOException or UnauthorizedAccessException) { mistake = $"--tls: {error.Message}"; }
        return mistake.Length == 0;
    }

    /// <summary>Everything that listens, and what silos open to each other.</summary>
    public static IServiceCollection AddWires(this IServiceCollection services, string folder, Credentials credentials)
    {
        services.AddSingleton<WireRefusals>();
        services.AddSingleton(s => new Wires(credentials, s.GetRequiredService<WireRefusals>(), s.GetRequiredService<TimeProvider>()));
        services.AddHostedService(s => new WireWatch(s.GetRequiredService<Wires>(), folder, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<WireWatch>>()));
        services.AddLogging(log => log.AddFilter(typeof(WireWatch).FullName, LogLevel.Information));
        services.AddSingleton<IDeviceWire, DeviceWire>();
        services.AddHsts(hsts => hsts.MaxAge = s_year);
        services.Configure<AntiforgeryOptions>(forms => forms.Cookie.SecurePolicy = CookieSecurePolicy.Always);
        return services.AddSecuredNodes();
    }

    /// <summary>Between silos, and between silos and their clients: nodes of the installation alone, on both sides. Needs <see cref="Wires"/>.</summary>
    public static IServiceCollection AddSecuredNodes(this IServiceCollection services)
    {
        services.AddOptions<SiloConnectionOptions>().Configure<Wires>((silo, wires) =>
        {
            silo.ConfigureSiloInboundConnection(inbound => inbound.Use(next => c => wires.Accept(c, Wires.Silos, CertificateRole.Node, (secured, _) => next(secured))));
            silo.ConfigureGatewayInboundConnection(inbound => inbound.Use(next => c => wires.Accept(c, Wires.Clients, CertificateRole.Node, (secured, _) => next(secured))));
            silo.ConfigureSiloOutboundConnection(outbound => outbound.Use(next => c => wires.Dial(c, Wires.Silos, next)));
        });
        services.AddOptions<ClientConnectionOptions>().Configure<Wires>((client, wires) =>
            client.ConfigureConnection(outbound => outbound.Use(next => c => wires.Dial(c, Wires.Clients, next))));
        return services;
    }

    /// <summary>HTTPS on a port of the screens, where wires are secured.</summary>
    public static void SecureWhereAsked(this ListenOptions listen)
    {
        if (listen.ApplicationServices.GetService<Wires>() is not { } wires) return;
        listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(wires.Screens()), HandshakeTimeout = SecuredConnection.Deadline });
    }

    /// <summary>A browser that was here once comes by https alone. It never remembers that of <c>localhost</c>.</summary>
    public static void UseHstsWhereSecured(this WebApplication app)
    {
        if (app.Services.GetService<Wires>() is not null) app.UseHsts();
    }

    /// <summary>The devices' wire: a certificate is who a device is.</summary>
    sealed class DeviceWire(Wires wires) : IDeviceWire
    {
        public Task<bool> Around(ConnectionContext connection, Func<ConnectionContext, CertifiedDevice, Task> next) =>
            wires.Accept(connection, Wires.Devices, CertificateRole.Device, (secured, certificate) => next(secured, Of(certificate)));

        CertifiedDevice Of(X509Certificate2 certificate)
        {
            var serial = certificate.SerialNumber;
            return new CertifiedDevice(Mark.Of(certificate)!.Name, () => !wires.Now.IsRevoked(serial));
        }
    }
}

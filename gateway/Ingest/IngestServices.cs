using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ingest;

public static class IngestServices
{
    /// <summary>
    /// The gateway: a port for devices on the host's Kestrel, sign-on, and everything between a publish and its PUBACK.
    /// Needs the ports of the store, a grain factory, <see cref="IClockControl"/> and the keyed programme clock; register
    /// after them, so that they have started. Kestrel then listens where it is told in code only: the host must name its own
    /// ports with <c>Listen</c> too.
    /// </summary>
    public static IServiceCollection AddIngest(this IServiceCollection services, Action<IngestOptions>? configure = null)
    {
        services.AddOptions<IngestOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IngestCounters>();
        services.AddSingleton<IIngestStatus>(s => s.GetRequiredService<IngestCounters>());
        services.AddDirectory();
        services.AddSingleton<WriteDeadline>();
        services.AddSingleton<StoreWrites>();
        services.AddSingleton<TelemetryRecord>();
        services.AddSingleton<CustodyRecord>();
        services.AddSingleton<UnreadableRecord>();
        services.AddSingleton<Recorder>();
        services.AddSingleton<Pipeline>();
        services.AddSingleton<Lanes>();
        services.AddMqttFront();
        services.AddSingleton<IScanDesk, PageFront>();
        services.AddHostedService<IngestService>();
        services.AddHostedService<InstructionLoop>();
        return services;
    }

    static void AddDirectory(this IServiceCollection services)
    {
        services.AddSingleton<DirectoryReader>();
        services.AddSingleton<Directory>();
        services.AddSingleton<IDirectory>(s => s.GetRequiredService<Directory>());
        services.AddHostedService<DirectoryLoop>();
    }

    static void AddMqttFront(this IServiceCollection services)
    {
        services.AddSingleton<SignOn>();
        // A buffer of 4 kB for each waiting connection costs less than a wake-up more for each packet.
        services.Configure<SocketTransportOptions>(sockets => sockets.WaitForDataBeforeAllocatingBuffer = false);
        services.AddSingleton<ChannelParts>();
        services.AddSingleton<DeviceEndpoint>();
        services.AddSingleton<ConnectionGuard>();
        services.AddHostedService(s => s.GetRequiredService<ConnectionGuard>());
        services.AddSingleton<MqttFront>();
        services.AddSingleton<IFront>(s => s.GetRequiredService<MqttFront>());
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(s => s.GetRequiredService<MqttFront>());
    }
}

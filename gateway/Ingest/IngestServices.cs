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
    /// The gateway: sign-on, and everything between what a phone's page hands in and its answer, for <see cref="IScanDesk"/>.
    /// Needs the ports of the store, a grain factory, <see cref="IClockControl"/> and the keyed programme clock; register
    /// after them, so that they have started.
    /// </summary>
    public static IServiceCollection AddIngest(this IServiceCollection services, Action<IngestOptions>? configure = null)
    {
        services.AddDirectory();
        services.Configure(configure ?? (_ => { }));
        services.AddSingleton<IIngestStatus>(s => s.GetRequiredService<IngestCounters>());
        services.AddSingleton<WriteDeadline>();
        services.AddSingleton<StoreWrites>();
        services.AddSingleton<TelemetryRecord>();
        services.AddSingleton<CustodyRecord>();
        services.AddSingleton<UnreadableRecord>();
        services.AddSingleton<SpareRecord>();
        services.AddSingleton<Recorder>();
        services.AddSingleton<Pipeline>();
        services.AddSingleton<Lanes>();
        services.AddSingleton<SignOn>();
        services.AddSingleton<IScanDesk, PageFront>();
        services.AddHostedService<IngestService>();
        return services;
    }

    /// <summary>
    /// A port for devices besides, on the host's Kestrel, which then listens where it is told in code only: the host must name its own
    /// ports with <c>Listen</c> too. Register after <see cref="AddIngest"/>.
    /// </summary>
    public static IServiceCollection AddDevices(this IServiceCollection services)
    {
        services.AddMqttFront();
        services.AddHostedService<FrontService>();
        services.AddHostedService<InstructionLoop>();
        return services;
    }

    /// <summary>Somebody else's broker in place of a port for devices. Register after <see cref="AddIngest"/>.</summary>
    public static IServiceCollection AddBroker(this IServiceCollection services, BrokerAddress broker)
    {
        services.AddSingleton(broker);
        services.AddSingleton<BrokerIntake>();
        services.AddSingleton<BrokerFront>();
        services.AddSingleton<IFront>(s => s.GetRequiredService<BrokerFront>());
        services.AddSingleton<IReadiness>(s => s.GetRequiredService<BrokerFront>());
        services.AddHostedService(s => s.GetRequiredService<BrokerFront>());
        services.AddHostedService<InstructionLoop>();
        return services;
    }

    /// <summary>Who carries which beacon and seal, for the gateway and for the grains that hear them. Added once, whoever asks first.</summary>
    public static IServiceCollection AddDirectory(this IServiceCollection services)
    {
        if (services.Any(s => s.ServiceType == typeof(IDirectory))) return services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<IngestOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IngestCounters>();
        services.AddSingleton<DirectoryReader>();
        services.AddSingleton<Directory>();
        services.AddSingleton<IDirectory>(s => s.GetRequiredService<Directory>());
        services.AddHostedService<DirectoryLoop>();
        return services;
    }

    static void AddMqttFront(this IServiceCollection services)
    {
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

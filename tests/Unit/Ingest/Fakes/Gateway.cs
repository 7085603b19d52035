using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Formatter;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ingest;

namespace SpecimenLogistics.Unit.Ingest;

/// <summary>A real gateway on a free port, with a store and grains that a test holds in its hand.</summary>
sealed class Gateway : IAsyncDisposable
{
    public const string Secret = "a long secret";
    public static readonly DateTimeOffset Noon = new(2020, 9, 6, 4, 0, 0, TimeSpan.Zero);

    readonly WebApplication app;
    readonly List<IMqttClient> clients = [];

    Gateway(WebApplication app) => this.app = app;

    public required FakeTrack Track { get; init; }
    public required FakeStore Store { get; init; }
    public required FakeGrains Grains { get; init; }
    public required ManualTime Programme { get; init; }
    public int Port => app.Services.GetRequiredService<IFront>().Port;
    public IScanDesk Pages => app.Services.GetRequiredService<IScanDesk>();
    public IngestCounts Counts => app.Services.GetRequiredService<IIngestStatus>().Read();

    public static async Task<Gateway> Start(Action<IngestOptions>? configure = null, Action<FakeStore>? prepare = null, IDeviceWire? wire = null)
    {
        var (track, store, grains, programme) = (new FakeTrack(), new FakeStore(), new FakeGrains(), new ManualTime(Noon));
        Register(store);
        prepare?.Invoke(store);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ITrack>(track).AddSingleton<ISpareTrack>(new FakeSpares());
        builder.Services.AddSingleton<IReadModel>(store).AddSingleton<IFeed>(store).AddSingleton<IUnreadable>(store).AddSingleton<ISeen>(store);
        builder.Services.AddSingleton<IGrainFactory>(grains);
        builder.Services.AddSingleton<IClockControl>(programme);
        builder.Services.AddKeyedSingleton<TimeProvider>(ProgrammeClock.Key, programme);
        builder.Services.AddIngest(o =>
        {
            o.Port = 0;
            o.RetryDelay = TimeSpan.Zero;
            o.PublishesPerSecond = 100_000;
            configure?.Invoke(o);
        }).AddDevices();
        if (wire is not null) builder.Services.AddSingleton(wire);
        var app = builder.Build();
        await app.StartAsync();
        return new(app) { Track = track, Store = store, Grains = grains, Programme = programme };
    }

    static void Register(FakeStore store)
    {
        Device(store, "V001", DeviceClass.Vehicle, "vehicle:V001");
        Device(store, "S001", DeviceClass.Scanner, "centre:CW01");
        Device(store, "S002", DeviceClass.Scanner, "vehicle:V001");
        Device(store, "LAB1-D1", DeviceClass.Dock, "dock:LAB1-D1");
        Device(store, "BX-0001", DeviceClass.Box, "box:BX-0001");
        store.Put("site", "LAB1", Sites.Laboratory("LAB1", "LAB1-D1"));
    }

    public static void Device(FakeStore store, string id, DeviceClass kind, string place) =>
        store.Put("device", id, new DeviceView(Code.Parse<DeviceId>(id), kind, "salt", SecretDigest.Of("salt", Secret), place, []));

    public async Task<IMqttClient> Connect(string id = "V001", MqttProtocolVersion version = MqttProtocolVersion.V311)
    {
        var (client, result) = await TryConnect(id, id, Secret, version);
        Assert.Equal(MqttClientConnectResultCode.Success, result.ResultCode);
        return client;
    }

    public async Task<(IMqttClient Client, MqttClientConnectResult Result)> TryConnect(
        string id, string user, string secret, MqttProtocolVersion version = MqttProtocolVersion.V311, Action<MqttClientOptionsBuilder>? more = null)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        clients.Add(client);
        var options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", Port).WithClientId(id).WithCredentials(user, secret)
            .WithProtocolVersion(version).WithTimeout(TimeSpan.FromSeconds(10));
        more?.Invoke(options);
        return (client, await client.ConnectAsync(options.Build(), TestContext.Current.CancellationToken));
    }

    /// <summary>Within the time that a host is given; throws when connections hold it up longer.</summary>
    public async Task Stop()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await app.StopAsync(limit.Token);
        Assert.False(limit.IsCancellationRequested);
    }

    public async ValueTask DisposeAsync()
    {
        Track.Commit.Open();
        Grains.Commit.Open();
        foreach (var client in clients) client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

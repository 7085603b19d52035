using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ingest;

namespace SpecimenLogistics.Simulation;

/// <summary>A process that devices connect to: the product's own lanes, steps and records.</summary>
sealed class Gateway : Machine
{
    readonly WorldTime time;
    readonly Lanes lanes;
    readonly Ingest.Directory directory;
    readonly DirectoryReader reader;
    bool ready;

    public Gateway(string name, Func<Machine, Remote> remote, Func<Machine, IGrainFactory> grains, WorldTime time) : base(name)
    {
        this.time = time;
        var (store, calls, counters) = (remote(this), grains(this), new IngestCounters());
        var options = Options.Create(new IngestOptions { PublishesPerSecond = 1_000 });
        var writes = new StoreWrites(new WriteDeadline(options, time), counters, options, time, NullLogger<StoreWrites>.Instance);
        reader = new DirectoryReader(store, options, time);
        directory = new Ingest.Directory(reader);
        var pipeline = new Pipeline(calls, directory, time, writes, counters, options);
        var recorder = new Recorder(
            new TelemetryRecord(store, calls, writes, counters, NullLogger<TelemetryRecord>.Instance), new CustodyRecord(calls, time, writes, counters, options), new UnreadableRecord(store, writes, counters));
        lanes = new Lanes(store, pipeline, recorder, counters, options, time, NullLogger<DeviceLane>.Instance);
    }

    /// <summary>Until the store answers nobody signs on.</summary>
    public async Task Start()
    {
        while (!ready && !IsDead)
        {
            try
            {
                await reader.Read(directory.Apply, CancellationToken.None);
                await lanes.Load(CancellationToken.None);
                ready = true;
            }
            catch (TimeoutException) { }
        }
    }

    /// <summary>The device's lane; null where it cannot sign on yet.</summary>
    public DeviceLane? SignOn(string device) => ready && directory.Device(device) is { } view ? lanes.For(view) : null;

    public InboundPublish Inbound(IDeviceConnection connection, string topic, byte[] payload, ushort packet) =>
        new(connection, topic, payload, packet, Instant.From(time.GetUtcNow()), time.GetTimestamp());
}

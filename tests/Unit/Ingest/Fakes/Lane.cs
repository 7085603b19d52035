using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ingest;

namespace SpecimenLogistics.Unit.Ingest;

/// <summary>One device's lane without a network: publishes go in, what became of them comes out.</summary>
sealed class Lane : IDisposable
{
    readonly FakeConnection connection = new();
    readonly Lanes lanes;
    readonly DeviceLane lane;
    ushort packet;

    public FakeTrack Track { get; } = new();
    public FakeSpares Spares { get; } = new();
    public FakeStore Store { get; } = new();
    public FakeGrains Grains { get; } = new();
    public ManualTime Programme { get; } = new(Gateway.Noon);
    public IngestCounters Counters { get; } = new();
    public FakeConnection Connection => connection;
    public IngestCounts Counts => Counters.Read();

    public Lane(string id, DeviceClass kind, string place, IReadOnlyList<ClockView>? clocks = null, OneLaboratory? directory = null, TrackingView? tracking = null, params SeenRange[] seen)
    {
        Store.SeenBefore.AddRange(seen);
        var options = Options.Create(new IngestOptions { WriteAttempts = 2, RetryDelay = TimeSpan.Zero });
        var writes = new StoreWrites(new WriteDeadline(options, TimeProvider.System), Counters, options, TimeProvider.System, NullLogger<StoreWrites>.Instance);
        var recorder = new Recorder(
            new TelemetryRecord(Track, Grains, writes, Counters, NullLogger<TelemetryRecord>.Instance),
            new CustodyRecord(Grains, Programme, writes, Counters, options), new UnreadableRecord(Store, writes, Counters),
            new SpareRecord(Spares, writes, Counters));
        var pipeline = new Pipeline(Grains, directory ?? new OneLaboratory(), Programme, writes, Counters, options);
        lanes = new Lanes(Store, pipeline, recorder, Counters, options, TimeProvider.System, NullLogger<DeviceLane>.Instance);
        lanes.Load(TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        lane = lanes.For(new DeviceView(Code.Parse<DeviceId>(id), kind, "", "", place, clocks ?? []) { Tracking = tracking });
    }

    /// <summary>Everything in one go, as from one read of the network; completes when all is acknowledged or closed.</summary>
    public async Task Publish(params (string Topic, byte[] Payload)[] publishes)
    {
        var before = connection.Acknowledged;
        lane.Post([.. publishes.Select(p => new InboundPublish(connection, p.Topic, p.Payload, ++packet, Instant.From(Programme.GetUtcNow()), TimeProvider.System.GetTimestamp()))]);
        await Publishing.Until(() => Counts.Inbox == 0 && (connection.IsClosed || connection.Acknowledged >= before + publishes.Length));
    }

    public Task Publish(string topic, byte[] payload) => Publish((topic, payload));
    public void Dispose() => lanes.Dispose();
}

sealed class FakeConnection : IDeviceConnection
{
    int acknowledged;

    public int Acknowledged => Volatile.Read(ref acknowledged);
    public Refusal? Closed { get; private set; }
    public bool IsClosed => Closed is not null;
    public void Close(Refusal why) => Closed ??= why;

    public ValueTask Acknowledge(ReadOnlyMemory<ushort> packets)
    {
        Interlocked.Add(ref acknowledged, packets.Length);
        return ValueTask.CompletedTask;
    }
}

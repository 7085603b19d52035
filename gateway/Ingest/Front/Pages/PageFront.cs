using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Ingest;

/// <summary>
/// Pages hand in over HTTP what devices publish over MQTT. Both go the way of <see cref="DeviceLane"/>, so a late, doubled or
/// wrongly timed scan is judged in one place, whoever made it.
/// </summary>
sealed class PageFront(
    SignOn signOn, Lanes lanes, IngestCounters counters, IClockControl clock, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, TimeProvider time,
    IOptions<IngestOptions> options) : IScanDesk
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>Longer than a write's attempts and the waits between them take together: whoever waits longer waits for nothing.</summary>
    readonly TimeSpan longest = 1.2 * options.Value.WriteAttempts * options.Value.WriteDeadline + Math.Pow(2, options.Value.WriteAttempts) * options.Value.RetryDelay;

    readonly ConcurrentDictionary<DeviceId, PageConnection> connections = new();
    readonly ConcurrentDictionary<DeviceId, SetAsideMemory> memories = new();

    public async ValueTask<DeviceView?> SignOn(string id, string secret, CancellationToken cancel)
    {
        var device = await signOn.Check(id, id, secret, cancel);
        if (device is null) counters.SignonRefused();
        return device;
    }

    public async Task<IReadOnlyList<ScanSetAside>> Take(DeviceView device, string topic, ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        var (lane, connection) = (lanes.For(device), Connection(device.Id));
        var wait = connection.Throttle(clock.Read().Rate);
        if (wait > Soon) throw Busy("More is handed in than one device may.", wait);
        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancel);
        if (lane.Free == 0) throw Busy("What was handed in before is not stored yet.", Soon);
        if (connection.Open() is not var (packet, answer)) throw new NotTakenException("It could not be stored.", Soon);

        lane.Post([new InboundPublish(connection, topic, payload, packet, Instant.From(programme.GetUtcNow()), time.GetTimestamp())]);
        // Whoever asked may have gone: what was handed in is stored all the same.
        IReadOnlyList<SetAside> aside;
        try { aside = await answer.WaitAsync(longest, time, cancel); }
        catch (TimeoutException) { throw new NotTakenException("The store does not answer.", Soon); }
        if (!topic.EndsWith("/hello", StringComparison.Ordinal)) counters.Count(Tally.PageMessages);
        return Answer(device.Id, payload, aside);
    }

    /// <summary>A closed connection stays closed; the next request opens another.</summary>
    PageConnection Connection(DeviceId device) => connections.AddOrUpdate(device, _ => New(), (_, old) => old.IsClosed ? New() : old);

    PageConnection New() => new(new Throttle(options.Value.PublishesPerSecond, time));

    IReadOnlyList<ScanSetAside> Answer(DeviceId device, ReadOnlyMemory<byte> payload, IReadOnlyList<SetAside> aside)
    {
        if (!Wire.TryScans(payload.Span, out var scans, out _)) return [.. aside.Select(each => Told(0, each))];
        var memory = memories.GetOrAdd(device, _ => new SetAsideMemory());
        memory.Keep(aside.Select(each => Told(scans.Boot, each)));
        return [.. aside.Where(each => each.Seq is null).Select(each => Told(scans.Boot, each)), .. memory.Among(scans.Boot, scans.Items.Select(i => i.Seq))];
    }

    static ScanSetAside Told(uint boot, SetAside each) => new(boot, each.Seq, ReasonWords.Of(each.Reason), each.Detail);

    NotTakenException Busy(string why, TimeSpan after)
    {
        counters.Count(Tally.ThrottledReads);
        return new(why, after);
    }
}

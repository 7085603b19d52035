using System.Text;
using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators.Faults;

namespace SpecimenLogistics.Simulators.Fleet;

/// <summary>
/// Topic and payload of a sending, written anew at each try: the same items, another time of sending. A broken one is the same
/// bytes at each try, since a server that cannot read it has nothing else to know it by.
/// </summary>
internal sealed class Messages(FleetPlan plan)
{
    readonly long _startsUnixMs = plan.Starts.ToUnixTimeMilliseconds();
    readonly byte[]?[] _topics = new byte[plan.Devices.Count * LeafCount][];

    const int LeafCount = 8;

    /// <param name="boot">The one that is on when it is sent: what an earlier one left behind goes under that one's name.</param>
    public (byte[] Topic, byte[] Payload) Write(in Sending sending, long nowMs, int boot)
    {
        var emission = plan.Emissions[sending.Emission];
        var broken = sending.Kind == SendingKind.Malformed;
        var payload = Payload(emission, plan.FirstSeq[sending.Emission], plan.Clocks[sending.Device], broken ? plan.MomentOf(emission) : nowMs, boot);
        return broken
            ? Breakage.Break(sending, plan, LeafOf(emission), payload)
            : (Topic(sending.Device, LeafOf(emission)), payload);
    }

    /// <summary>Something that is not in the plan.</summary>
    public (byte[] Topic, byte[] Payload) Write(Emission emission, int seq, int device, long nowMs, int boot) =>
        (Topic(device, LeafOf(emission)), Payload(emission, seq, plan.Clocks[device], nowMs, boot));

    public (byte[] Topic, byte[] Payload) Hello(int device, long nowMs, int boot)
    {
        var clock = plan.Clocks[device];
        return (Topic(device, Leaf.Hello), Wire.Write(new Envelope<SealItem>(clock.Number(boot), clock.UpMs(boot, nowMs), Wall(clock, nowMs), [])));
    }

    byte[] Payload(Emission emission, int seq, DeviceClock clock, long nowMs, int bootNow)
    {
        var moment = plan.MomentOf(emission);
        var boot = clock.BootAt(moment);
        var upMs = clock.UpMs(boot, moment);
        var at = Wall(clock, moment);
        // Of a boot that is over nobody knows how long it would be up by now.
        Envelope<TItem> Envelope<TItem>(IReadOnlyList<TItem> items) where TItem : IItem =>
            new(clock.Number(boot), boot == bootNow ? clock.UpMs(boot, nowMs) : upMs, Wall(clock, nowMs), items);
        return emission switch
        {
            PositionEmission e => Wire.Write(Envelope([new PositionItem(seq, upMs, at, e.LatDeg, e.LonDeg, e.SpeedKmh, e.HeadingDeg, e.AccuracyM)])),
            HeardEmission e => Wire.Write(Envelope(Items(e.Beacons, (b, n) => new HeardItem(seq + n, upMs, at, b.Beacon, b.RssiDbm)))),
            SealsEmission e => Wire.Write(Envelope(Items(e.Seals, (s, n) => new SealItem(seq + n, upMs, at, s.Seal, s.Open)))),
            TemperatureEmission e => Wire.Write(Envelope([new TemperatureItem(seq, upMs, at, e.Celsius)])),
            ScanEmission e => Wire.Write(Envelope(Items(e.Scans, (s, n) => s with { Seq = seq + n, UpMs = upMs, At = at }))),
            _ => throw new InvalidOperationException($"no device speaks of a {emission.GetType().Name}"),
        };
    }

    static TItem[] Items<TFrom, TItem>(IReadOnlyList<TFrom> from, Func<TFrom, int, TItem> make)
    {
        var items = new TItem[from.Count];
        for (var n = 0; n < items.Length; n++) items[n] = make(from[n], n);
        return items;
    }

    long Wall(DeviceClock clock, long moment) => _startsUnixMs + moment + clock.OffsetMs(moment);

    byte[] Topic(int device, Leaf leaf) => _topics[device * LeafCount + (int)leaf] ??= Encoding.UTF8.GetBytes(
        new Topic(Words.TryClass(plan.Devices[device].Class, out var kind) ? kind : throw new InvalidOperationException($"unknown class {plan.Devices[device].Class}"),
            plan.Devices[device].Id, leaf).ToString());

    /// <summary>Under which leaf a device reports it.</summary>
    public static Leaf LeafOf(Emission emission) => emission switch
    {
        PositionEmission => Leaf.Position,
        HeardEmission => Leaf.Heard,
        SealsEmission => Leaf.Seals,
        TemperatureEmission => Leaf.Temperature,
        _ => Leaf.Scan,
    };

    /// <summary>How many items, and so how many sequence numbers, an emission takes.</summary>
    public static int ItemsOf(Emission emission) => emission switch
    {
        HeardEmission e => e.Beacons.Count,
        SealsEmission e => e.Seals.Count,
        ScanEmission e => e.Scans.Count,
        _ => 1,
    };
}

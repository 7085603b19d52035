using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Simulators;

/// <summary>One simulated day: what is set up, what really happens, and what each device would report of it.</summary>
/// <param name="Emissions">Sorted by time; exactly what a healthy channel would carry.</param>
public sealed record Day(Setup Setup, IReadOnlyList<Emission> Emissions, Truth Truth)
{
    /// <summary>What others than the devices tell the control room, by time.</summary>
    public IReadOnlyList<OutsideAct> Outside { get; init; } = [];

    /// <summary>Instructions that drivers did not accept after all: they came too late.</summary>
    public IReadOnlySet<string> Declined { get; init; } = new HashSet<string>();
}

/// <summary>Something that an authority or a laboratory's lead puts in over the REST API; told again it changes nothing.</summary>
public sealed record OutsideAct(DateTimeOffset At, string Path, object Body)
{
    /// <summary>It is put, not posted: a plan.</summary>
    public bool IsPut { get; init; }
}

/// <summary>One publish of one device at a true moment. Items carry no seq, up_ms or at yet: the device's runtime stamps them.</summary>
public abstract record Emission(DateTimeOffset At, string Device)
{
    /// <summary>The same to the last item; equality of records stops at their lists.</summary>
    public virtual bool SaysTheSameAs(Emission other) => Equals(other);

    protected bool IsAsOf(Emission other) => At == other.At && Device == other.Device;
}

public sealed record PositionEmission(DateTimeOffset At, string Device, double LatDeg, double LonDeg, double SpeedKmh, double HeadingDeg, double AccuracyM) : Emission(At, Device);

public sealed record HeardEmission(DateTimeOffset At, string Device, IReadOnlyList<(string Beacon, int RssiDbm)> Beacons) : Emission(At, Device)
{
    public override bool SaysTheSameAs(Emission other) => other is HeardEmission o && IsAsOf(o) && Beacons.SequenceEqual(o.Beacons);
}

public sealed record SealsEmission(DateTimeOffset At, string Device, IReadOnlyList<(string Seal, bool Open)> Seals) : Emission(At, Device)
{
    public override bool SaysTheSameAs(Emission other) => other is SealsEmission o && IsAsOf(o) && Seals.SequenceEqual(o.Seals);
}

public sealed record TemperatureEmission(DateTimeOffset At, string Device, double Celsius) : Emission(At, Device);

public sealed record ScanEmission(DateTimeOffset At, string Device, IReadOnlyList<ScanItem> Scans) : Emission(At, Device)
{
    public override bool SaysTheSameAs(Emission other) => other is ScanEmission o && IsAsOf(o) && Scans.Count == o.Scans.Count && Scans.Zip(o.Scans).All(s => Same(s.First, s.Second));

    static bool Same(ScanItem one, ScanItem other) =>
        one with { Tubes = null, Boxes = null } == other with { Tubes = null, Boxes = null }
        && (one.Tubes ?? []).SequenceEqual(other.Tubes ?? []) && (one.Boxes ?? []).SequenceEqual(other.Boxes ?? []);
}


/// <summary>What goes in over the REST API before the day starts; shapes as in ui/API.md.</summary>
public sealed record Setup(
    string Scenario, int Seed, DateOnly Date, string Zone, DateTimeOffset Starts, DateTimeOffset Ends,
    IReadOnlyList<SiteSetup> Sites, IReadOnlyList<VehicleSetup> Vehicles, IReadOnlyList<BoxSetup> Boxes,
    IReadOnlyList<DeviceSetup> Devices, IReadOnlyList<TripSetup> Trips)
{
    /// <summary>A local time of the programme's zone.</summary>
    public DateTimeOffset Local(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        return new DateTimeOffset(local, TimeZoneInfo.FindSystemTimeZoneById(Zone).GetUtcOffset(local));
    }

    /// <summary>What is allowed inside a box; null for the server's own.</summary>
    public LimitsSetup? Limits { get; init; }
}

public sealed record LimitsSetup(double LowCelsius, double HighCelsius, int MostMinutesOutside, int SilentMinutes);

public sealed record SiteSetup(
    string Id, string NameEn, string NameZh, string District, double LatDeg, double LonDeg, int FenceM, string Role, string Beacon,
    string? Laboratory, int? TargetMinutes, IReadOnlyList<SessionSetup> Sessions, IReadOnlyList<string> Docks, int OpeningKits);
public sealed record SessionSetup(int Number, TimeOnly Opens, TimeOnly Closes);
public sealed record VehicleSetup(string Id, string Beacon);
public sealed record BoxSetup(string Id, string Seal, string Beacon, string Place);
public sealed record DeviceSetup(string Id, string Class, string Secret, string Place);
public sealed record TripSetup(string Id, string Vehicle, string Kind, IReadOnlyList<StopSetup> Stops);
public sealed record StopSetup(string Site, DateTimeOffset At, string Purpose, int? Session);

/// <summary>What happened, and what an honest observer of it must answer. Lines as in gateway/Protocol/CANONICAL.md.</summary>
/// <param name="PredictedLate">Deliveries that truly end outside their target.</param>
/// <param name="TouchedBoxes">Boxes whose line differs from the same seed's fault-free day because of a fault of the world.</param>
/// <param name="FaultCounts">How often each fault of the world was played.</param>
public sealed record Truth(
    IReadOnlyList<string> CanonicalLines, IReadOnlyList<TrueDelivery> Deliveries, IReadOnlyList<TrueUnload> Unloads,
    IReadOnlySet<string> PredictedLate, IReadOnlySet<string> TouchedBoxes, IReadOnlyDictionary<string, int> FaultCounts,
    int TubesPacked, int TubesReceived, int StockOuts)
{
    /// <summary>Incidents that a person who saw everything would expect at the desk.</summary>
    public IReadOnlyList<ExpectedIncident> Expected { get; init; } = [];
}

/// <param name="Cause">As the incident list has it: <c>late</c>, <c>seal-opened</c>.</param>
/// <param name="About">A subject like <c>box/BX-0001</c>; empty for any.</param>
/// <param name="From">From when on it could be known.</param>
public sealed record ExpectedIncident(string Cause, string About, DateTimeOffset From)
{
    /// <summary>When it was so no longer; null when it still was at the day's end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>When people had dealt with it, though it had been so.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
}
public sealed record TrueDelivery(string Id, string Site, int Session, string Laboratory, DateTimeOffset Closed, DateTimeOffset? Unloaded, DateTimeOffset Target, IReadOnlyList<string> Boxes)
{
    /// <summary>false when nobody declared the closure: its clock then runs from the plan.</summary>
    public bool Declared { get; init; } = true;

    /// <summary>Every box that was set down was scanned as it was.</summary>
    public bool UnloadScanned { get; init; } = true;
}

/// <param name="Unscanned">Of its boxes those that nobody scanned at the dock.</param>
public sealed record TrueUnload(string Dock, string Laboratory, string Vehicle, DateTimeOffset GateArrival, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<string> Boxes, IReadOnlyList<string> Unscanned);

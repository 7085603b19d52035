namespace SpecimenLogistics.Domain;

/// <summary>
/// What becomes of a situation if everybody drives what he has to drive: each vehicle stop by stop, each laboratory's docks in
/// order of arrival, its intake as it is set. The same stages and caution as <see cref="Prediction"/> has.
/// </summary>
public sealed class Outcome
{
    static readonly TimeSpan Handover = TimeSpan.FromMinutes(4);
    static readonly TimeSpan Loading = TimeSpan.FromMinutes(4);

    /// <summary>A ferry's boxes are at the pier this long after the vehicle is planned there.</summary>
    static readonly TimeSpan BeforeBoat = TimeSpan.FromMinutes(5);

    /// <summary>Boxes and papers from one vehicle into another beside the road.</summary>
    static readonly TimeSpan TakingOver = TimeSpan.FromMinutes(8);

    readonly Situation situation;
    readonly IWays travel;
    readonly Dictionary<DeliveryId, int> pieces = [];
    readonly Dictionary<DeliveryId, Instant> unloaded = [];
    readonly Dictionary<SiteId, Gate> gates;
    readonly Dictionary<string, Drive> drives = [];
    readonly PriorityQueue<Drive, (long, string)> arriving = new();

    Outcome(Situation situation, IWays travel)
    {
        (this.situation, this.travel) = (situation, travel);
        gates = situation.Laboratories.Values.ToDictionary(l => l.Id, l => new Gate(l, situation.Now));
        foreach (var load in situation.Loads.Values) pieces[load.Id] = load.Waiting ? 1 : 0;
        foreach (var vehicle in situation.Vehicles.Values)
        {
            drives[vehicle.Id.Value] = new Drive(vehicle, situation.Now);
            foreach (var delivery in vehicle.Aboard.Select(b => b.Delivery).Distinct()) pieces[delivery] = pieces.GetValueOrDefault(delivery) + 1;
        }
        foreach (var drive in drives.Values) Next(drive);
        while (arriving.TryDequeue(out var drive, out _))
        {
            Stop(drive);
            Next(drive);
        }
    }

    public static Outcome Of(Situation situation) => new(situation, new Travel(situation));

    /// <summary>The same by other ways than we know of: by the true ones, to judge what was decided.</summary>
    public static Outcome Of(Situation situation, IWays ways) => new(situation, ways);

    /// <summary>When the last of a delivery's boxes is unloaded; null when nobody brings them all.</summary>
    public Instant? UnloadedAt(DeliveryId delivery) => pieces.GetValueOrDefault(delivery) <= 0 && unloaded.TryGetValue(delivery, out var at) ? at : null;

    /// <summary>What is left then; negative when it is late, null when nobody brings it.</summary>
    public TimeSpan? Margin(Load load) => UnloadedAt(load.Id) is { } at ? load.TargetAt - at : null;

    /// <summary>When and where a vehicle has done what it has begun; null when it never will have.</summary>
    public (Instant At, GeoPoint Place)? Free(VehicleId vehicle) => drives.GetValueOrDefault(vehicle.Value)?.Free;

    public double Km { get; private set; }

    void Next(Drive drive)
    {
        if (drive.Vehicle.BrokenDown || !drive.Advance()) return;
        var call = drive.Call;
        if (drive.Errand is { HasBegun: false } && call.Purpose == CallPurpose.Start && drive.At < call.Planned) drive.At = call.Planned;
        var way = OverWater(drive) ? Planned(drive) : travel.Drive(drive.Place, call.Place, drive.At, call.Purpose == CallPurpose.Unload ? call.Site : null);
        Km += drive.Place.KmTo(call.Place);
        drive.At += way + drive.StandsOn(situation.Now);
        drive.Place = call.Place;
        arriving.Enqueue(drive, (drive.At.Microseconds, drive.Vehicle.Id.Value));
    }

    /// <summary>The pier is not where the centre is: there the plan's own times are the better word.</summary>
    bool OverWater(Drive drive) => IsFerry(drive.Call) || (drive.Before is { } before && IsFerry(before));

    bool IsFerry(Call call) => call.Delivery is { } delivery && situation.Loads.TryGetValue(delivery, out var load) && load.Ferry;

    static TimeSpan Planned(Drive drive)
    {
        var from = drive.Before?.Planned ?? drive.At;
        var way = drive.Call.Planned - from - (drive.Before is null ? TimeSpan.Zero : BeforeBoat + Handover);
        return way > TimeSpan.Zero ? way : TimeSpan.Zero;
    }

    void Stop(Drive drive)
    {
        var call = drive.Call;
        switch (call.Purpose)
        {
            case CallPurpose.Collect when call.Delivery is { } id && situation.Loads.TryGetValue(id, out var load) && load.Waiting:
                drive.Wait(load.Ferry ? call.Planned + BeforeBoat : load.ReadyAt);
                drive.At += Handover;
                drive.Carries.Add(id);
                break;
            case CallPurpose.Transfer:
                drive.At += TakingOver;
                Take(drive, call);
                break;
            case CallPurpose.Unload when call.Site is { } site && gates.TryGetValue(site, out var gate):
                drive.At = gate.Pass(drive.At, situation.Today.Gate(site));
                foreach (var id in drive.Carries) Down(id, drive.At);
                drive.Carries.Clear();
                break;
            case CallPurpose.Load: drive.Wait(call.Planned); break;
            case CallPurpose.Supply or CallPurpose.Return: drive.At += Loading; break;
            default: break;
        }
    }

    /// <summary>What is aboard of another vehicle comes over here: a delivery all of whose boxes there are taken moves, else it is one piece more.</summary>
    void Take(Drive drive, Call call)
    {
        if (call.From is not { } from || !drives.TryGetValue(from.Value, out var other)) return;
        foreach (var delivery in other.Vehicle.Aboard.Where(b => call.Boxes?.Contains(b.Box) ?? true).Select(b => b.Delivery).Distinct())
        {
            if (!other.Carries.Contains(delivery)) continue;
            if (other.Vehicle.Aboard.Any(b => b.Delivery == delivery && call.Boxes?.Contains(b.Box) == false)) pieces[delivery]++;
            else other.Carries.Remove(delivery);
            drive.Carries.Add(delivery);
        }
    }

    void Down(DeliveryId delivery, Instant at)
    {
        pieces[delivery] = pieces.GetValueOrDefault(delivery) - 1;
        if (!unloaded.TryGetValue(delivery, out var known) || at > known) unloaded[delivery] = at;
    }
}

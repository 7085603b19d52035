using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators.Clockwork;
using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Plans;
using SpecimenLogistics.Simulators.Programme;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>What a driver is doing between two looks at his list.</summary>
internal interface IErrand
{
    string Trip { get; }
    IEnumerable<Pause> Run();

    /// <summary>The trip as the driver has it now; null when it is his no more.</summary>
    void Change(TripPlan? told);
}

/// <summary>
/// A vehicle and its driver through the day: trip after trip, each begun when it is due and the vehicle is back. What he accepts
/// on the way is obeyed at once: a drive is broken off, a trip that is his no more is let go, unless boxes are aboard.
/// </summary>
internal sealed class VehicleDay
{
    readonly World _world;
    readonly HashSet<string> _begun = [];
    readonly List<(long FromMs, long ToMs)> _duty = [];
    readonly IReadOnlyList<long> _begins;
    List<TripPlan> _ahead;

    /// <summary>Every trip he was ever given, as he has it now.</summary>
    readonly Dictionary<string, TripPlan> _given;
    IErrand? _now;
    int _turns;

    public VehicleDay(World world, string id)
    {
        (_world, Id, Here) = (world, id, world.Scenario.Warehouse.Spot);
        _ahead = [.. world.Plan.Trips.Where(t => t.Vehicle == id)];
        _begins = [.. _ahead.Select(t => t.StartMs)];
        _given = _ahead.ToDictionary(t => t.Id);
        Told = new Signal(world.Timeline);
        Log = new VehicleLog(world.StartsMs, Here);
        Side = new Side(Device.Driver(id), Party, Names.Staff(world.Seed, id, 1));
    }

    public string Id { get; }
    public string Party => "vehicle:" + Id;
    public Side Side { get; }
    public VehicleLog Log { get; }
    public Spot Here { get; private set; }

    /// <summary>Raised when he accepts something; then there is a new one.</summary>
    public Signal Told { get; private set; }

    /// <summary>Boxes he has agreed to hand to another vehicle that comes to him.</summary>
    public HashSet<string> Promised { get; } = [];

    /// <summary>What he is to take over from others, and where.</summary>
    public List<InstructedTransfer> Fetches { get; } = [];

    /// <summary>His load, while he stands on the road and waits for somebody who takes it; null otherwise.</summary>
    public SpecimenTrip? Stuck { get; set; }

    bool HasMoreToDo => _ahead.Count > 0 && _ahead[0].StartMs <= _world.NowMs;

    /// <summary>On a trip at a moment, or a trip of the morning's plan begins soon: nothing that is decided later.</summary>
    public bool IsOnDuty(long ms, long soonMs) => _duty.Exists(d => d.FromMs <= ms && ms < d.ToMs) || _begins.Any(b => b >= ms && b - ms <= soonMs);

    /// <summary>When the drive under way ends, if nothing comes between.</summary>
    public long ArrivesMs { get; private set; }

    public IEnumerable<Pause> Day()
    {
        while (true)
        {
            if (_ahead.Count == 0) { yield return Pause.On(Told); continue; }
            var trip = _ahead[0];
            yield return Pause.UntilOr(trip.StartMs, Told);
            if (_ahead.Count == 0 || _ahead[0] != trip || trip.StartMs > _world.NowMs) continue;
            _ahead.RemoveAt(0);
            _begun.Add(trip.Id);
            _now = Errand(trip);
            _duty.Add((_world.NowMs, long.MaxValue));
            foreach (var pause in _now.Run()) yield return pause;
            _duty[^1] = (_duty[^1].FromMs, _world.NowMs);
            _now = null;
        }
    }

    /// <summary>Takes what he has accepted as his list from now on.</summary>
    public IEnumerable<Pause> Obey(InstructionMessage message)
    {
        var trips = ToldTrips.Of(_world, Id, message);
        if (IsTooLate(trips) || IsOver(trips, message))
        {
            _world.Declined.Add(message.Instruction);
            yield break;
        }
        foreach (var trip in trips) _given[trip.Id] = trip;
        _ahead = [.. trips.Where(t => !_begun.Contains(t.Id))];
        if (message.Transfer is { } transfer && transfer.From == Id) Promised.UnionWith(transfer.Boxes);
        if (message.Transfer is { } fetch && fetch.To == Id) Fetches.Add(fetch);
        _now?.Change(trips.FirstOrDefault(t => t.Id == _now.Trip));
        var told = Told;
        Told = new Signal(_world.Timeline);
        told.Raise();
        yield break;
    }

    /// <summary>He sets down already what it sends elsewhere.</summary>
    bool IsTooLate(IReadOnlyList<TripPlan> trips) =>
        _now is SpecimenTrip { IsSettingDown: true } down && trips.FirstOrDefault(t => t.Id == down.Trip) is { } elsewhere && elsewhere.At("unload").Single().Site != down.GoesTo;

    // Trips of days ago are not told any more: that they are missing changes nothing.
    const long LongOver = 12 * 3_600_000;

    /// <summary>All it changes is behind him: he says so instead of accepting.</summary>
    bool IsOver(IReadOnlyList<TripPlan> trips, InstructionMessage message)
    {
        static IEnumerable<(string, string, int?)> Calls(TripPlan trip) => trip.Stops.Select(s => (s.Site, s.Purpose, s.Session));
        var changed = trips.Where(t => !_given.TryGetValue(t.Id, out var known) || !Calls(t).SequenceEqual(Calls(known))).Select(t => t.Id)
            .Concat(_given.Where(g => g.Value.Stops[^1].AtMs > _world.NowMs - LongOver).Select(g => g.Key).Except(trips.Select(t => t.Id))).ToList();
        return message.Transfer is null && changed.Count > 0 && changed.TrueForAll(t => _begun.Contains(t) && _now?.Trip != t);
    }

    IErrand Errand(TripPlan trip) => trip.Kind switch
    {
        "specimen" => new SpecimenTrip(_world, this, trip),
        "supply" => new SupplyTrip(_world, this, trip),
        _ => new ReturnTrip(_world, this, trip),
    };

    /// <summary>To a spot, and the arrival scan where it is a site.</summary>
    /// <param name="wanted">Asked whenever he is told something on the way: false breaks the drive off, and he stands where that was.</param>
    public IEnumerable<Pause> Drive(Spot to, Draw draw, Func<bool>? wanted = null)
    {
        var route = _world.Route(Here, to, draw);
        Log.Drove(_world.NowMs, route.Pieces, to);
        ArrivesMs = _world.NowMs + route.Ms;
        return Under(to, draw, wanted);
    }

    /// <summary>The same, but held up on the way: standing still in the middle of it.</summary>
    public IEnumerable<Pause> DriveHeldUp(Spot to, Draw draw, double fraction, long heldMs, Func<bool> wanted)
    {
        var route = _world.Route(Here, to, draw);
        var (before, after) = route.Cut(fraction);
        var departs = _world.NowMs;
        Log.Drove(departs, before.Pieces, after.Pieces[0].From);
        Log.Drove(departs + before.Ms + heldMs, after.Pieces, to);
        ArrivesMs = departs + route.Ms + heldMs;
        return Under(to, draw, wanted);
    }

    /// <summary>As far as a share of the way; where he then stands is no site.</summary>
    public IEnumerable<Pause> DrivePart(Spot to, Draw draw, double fraction)
    {
        var (before, after) = _world.Route(Here, to, draw).Cut(fraction);
        Log.Drove(_world.NowMs, before.Pieces, after.Pieces[0].From);
        Here = after.Pieces[0].From;
        yield return Pause.Until(_world.NowMs + before.Ms);
    }

    /// <summary>Home after a trip, unless there is something else to do before he is there.</summary>
    public IEnumerable<Pause> GoHome(TripPlan trip, Func<string, Draw> draw)
    {
        var home = trip.Stops[^1].Spot;
        for (var turn = 0; Here != home && (turn == 0 || !HasMoreToDo); turn++)
            foreach (var pause in Drive(home, draw(turn == 0 ? "" : $"again {turn}"), () => !HasMoreToDo)) yield return pause;
    }

    /// <summary>A name for a drive that nobody had foreseen.</summary>
    public string Turn() => $"turn {++_turns}";

    IEnumerable<Pause> Under(Spot to, Draw draw, Func<bool>? wanted)
    {
        var thereMs = ArrivesMs;
        Here = to;
        while (_world.NowMs < thereMs)
        {
            yield return Pause.UntilOr(thereMs, Told);
            if (_world.NowMs >= thereMs || wanted?.Invoke() != false) continue;
            Here = Log.Cut(_world.NowMs);
            yield break;
        }
        ScanArrival(draw);
    }

    void ScanArrival(Draw draw)
    {
        var scanned = _world.NowMs + draw.SecondsIn(_world.Scenario.Numbers.Driving.ArriveScanS);
        if (Here.Site is { } site)
            _world.Reports.Scan(scanned, Side.Device, Reports.Of(Act.Arrive) with { Party = PartyOf(site), Staff = Side.Staff });
    }

    string PartyOf(string site) => _world.Centres.TryGetValue(site, out var desk) ? desk.Centre.Party : _world.Scenario.Hub(site).Party;
}

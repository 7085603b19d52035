using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators.Clockwork;
using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Plans;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>Out to one or two centres (or a pier, or a vehicle that has broken down), to a laboratory, home; changed on the way by what the driver accepts.</summary>
internal sealed class SpecimenTrip(World world, VehicleDay vehicle, TripPlan trip) : IErrand
{
    /// <summary>One who has promised his load waits for the other this long, when he could go on himself.</summary>
    const long WaitsForHelpMs = 45 * 60_000;

    /// <summary>One who finds nothing to collect does not turn at the door; he has said by then that he was there.</summary>
    static readonly Between s_asksAround = new(60, 180);

    readonly List<Box> _boxes = [];
    readonly HashSet<string> _called = [];
    TripPlan? _told;
    bool _dropped;
    long _gateMs;

    /// <summary>Somebody has come and is taking boxes over; raised when he has them.</summary>
    Signal? _helped;

    public string Trip => trip.Id;

    /// <summary>He stands at the dock and sets down: it is too late to send him elsewhere.</summary>
    public bool IsSettingDown { get; private set; }

    /// <summary>The laboratory as he has it now.</summary>
    public string GoesTo => Now.At("unload").Single().Site;

    public void Change(TripPlan? told)
    {
        // A load that is aboard is brought, whatever became of the trip.
        _dropped = told is null && _boxes.Count == 0;
        if (told is not null) _told = told;
    }

    public IEnumerable<Pause> Run()
    {
        while (Next() is { } stop)
        {
            foreach (var pause in vehicle.Drive(stop.Spot, Draw("to", Named(stop)), () => Next()?.Spot == stop.Spot)) yield return pause;
            if (vehicle.Here != stop.Spot) continue;
            _called.Add(Named(stop));
            var collected = stop.Purpose == "transfer" ? FromStuck(stop) : stop.Spot.Site is null ? FromCourier() : FromCentre(stop);
            foreach (var pause in collected) yield return pause;
        }
        if (_boxes.Count > 0) foreach (var pause in Deliver()) yield return pause;
        foreach (var pause in vehicle.GoHome(Now, again => Draw("home", again))) yield return pause;
    }

    IEnumerable<Pause> Deliver()
    {
        world.OnTheRoad[trip.Id] = this;
        Exchange();
        foreach (var pause in ToLaboratory()) yield return pause;
        world.OnTheRoad.Remove(trip.Id);
        if (_boxes.Count == 0) yield break;
        IsSettingDown = true;
        foreach (var pause in Laboratory.Unload(vehicle, trip.Id, _gateMs, _boxes)) yield return pause;
        IsSettingDown = false;
    }

    TripPlan Now => _told ?? trip;

    StopPlan? Next() => _dropped ? null : Now.Stops.FirstOrDefault(s => s.Purpose is "collect" or "transfer" && !_called.Contains(Named(s)) && !IsOff(s));

    static string Named(StopPlan stop) => stop.Site.Length > 0 ? stop.Site : "transfer";

    bool IsOff(StopPlan stop) => stop.Session is { } session && world.Centres[stop.Site].Session(session, trip.Day).Suspended;

    /// <summary>The laboratory by an order that its driver has accepted; null while it is the one of the plan.</summary>
    public string? Ordered => world.Plan.Trips.FirstOrDefault(t => t.Id == trip.Id)?.At("unload").Single().Site == GoesTo ? null : GoesTo;

    LaboratoryFloor Laboratory => world.Laboratories[world.Mischief.WrongLaboratory.GetValueOrDefault(trip.Id, GoesTo)];

    IEnumerable<Pause> FromCentre(StopPlan stop)
    {
        var desk = world.Centres[stop.Site];
        var session = desk.Session(stop.Session!.Value, trip.Day);
        while (!session.Ready.Raised)
        {
            yield return Pause.OnEither(session.Ready, vehicle.Told);
            if (!session.Ready.Raised && (_dropped || !Now.At("collect").Any(s => s.Site == stop.Site))) yield break;
        }
        // Another may have been here first: an order that one has accepted and the other has not seen.
        List<Box> boxes = [.. session.Boxes.Where(b => b.Cycle.Place == Place.CentreSealed && b.Box.Now == b.Cycle).Select(b => b.Box)];
        if (boxes.Count == 0)
        {
            yield return Pause.Until(world.NowMs + Draw("nothing", stop.Site).SecondsIn(s_asksAround));
            yield break;
        }
        if (stop.Site == trip.At("collect").LastOrDefault()?.Site) Forget(boxes, desk);
        foreach (var pause in Take(desk.Side, boxes, () => session.FirstCollectedMs ??= world.NowMs)) yield return pause;
    }

    /// <summary>From the other vehicle's hands, where it stands. What is not there any more is not fetched.</summary>
    IEnumerable<Pause> FromStuck(StopPlan stop)
    {
        if (vehicle.Fetches.FirstOrDefault(f => (f.LatDeg, f.LonDeg) == (stop.Spot.LatDeg, stop.Spot.LonDeg)) is not { } fetch) yield break;
        var from = world.Vehicles.Single(v => v.Id == fetch.From);
        if (from.Stuck is not { } other) yield break;
        List<Box> boxes = [.. other._boxes.Where(b => fetch.Boxes.Contains(b.Id) && !(b.Now.LostMs <= world.NowMs))];
        other._helped = new Signal(world.Timeline);
        foreach (var pause in Take(from.Side, boxes, null, box =>
        {
            other._boxes.Remove(box);
            from.Log.Unload(box, world.NowMs);
        })) yield return pause;
        from.Promised.ExceptWith(fetch.Boxes);
        other._helped.Raise();
    }

    /// <summary>What happens at the door: one box stays standing there, or gets another beacon before it goes.</summary>
    void Forget(List<Box> boxes, CentreDesk desk)
    {
        if (boxes.Count > 1 && world.Mischief.LeftBehind.TryGetValue(trip.Id, out var left)) boxes.RemoveAt(left % boxes.Count);
        if (!world.Mischief.BeaconReplaced.TryGetValue(trip.Id, out var number)) return;
        var box = boxes[number % boxes.Count];
        var beacon = box.Beacon + "-2";
        box.Replace(beacon, world.NowMs);
        world.Reports.Scan(world.NowMs, desk.Side.Device, Reports.Of(Act.JoinBeacon) with { Box = box.Id, Beacon = beacon, Staff = desk.Side.Staff });
    }

    /// <summary>Two loads that stood side by side: when both are complete, one box of each is in the other's vehicle.</summary>
    void Exchange()
    {
        if (!world.Mischief.Swapped.TryGetValue(trip.Id, out var swap) || !world.OnTheRoad.TryGetValue(swap.Other, out var other)) return;
        var theirs = world.Mischief.Swapped[swap.Other].Number;
        var (mine, its) = (_boxes[swap.Number % _boxes.Count], other._boxes[theirs % other._boxes.Count]);
        Pass(mine, other);
        other.Pass(its, this);
        world.Exchanged.Add((mine.Now, its.Now));
    }

    void Pass(Box box, SpecimenTrip other)
    {
        _boxes.Remove(box);
        vehicle.Log.Unload(box, world.NowMs);
        other.Load(box);
        box.Move(Place.WithCarrier, other.Party);
    }

    string Party => vehicle.Party;

    IEnumerable<Pause> FromCourier()
    {
        var meeting = world.MeetingOf(trip.Id);
        yield return Pause.On(meeting.CourierThere);
        var courier = world.Couriers.Single(c => c.Centre.Id == trip.At("collect").Single().Site);
        foreach (var pause in Take(courier.Side, meeting.Boxes)) yield return pause;
        meeting.Done.Raise();
    }

    IEnumerable<Pause> Take(Side giver, IReadOnlyList<Box> boxes, Action? taken = null, Action<Box>? from = null)
    {
        var numbers = world.Scenario.Numbers.Centre;
        var handover = new Handover(world, giver, vehicle.Side, Place.WithCarrier, numbers.HandoverStartS, numbers.HandoverBoxS, Draw("take", giver.Party));
        foreach (var pause in handover.Of(boxes, box =>
        {
            from?.Invoke(box);
            Load(box);
            world.TakenOn[box.Now] = this;
            taken?.Invoke();
        })) yield return pause;
    }

    void Load(Box box)
    {
        _boxes.Add(box);
        box.Now.LeftCentreMs ??= world.NowMs;
        vehicle.Log.Load(box, world.NowMs);
        if (box.Now.LostMs is { } lost) vehicle.Log.Unload(box, lost);
    }

    IEnumerable<Pause> ToLaboratory()
    {
        var departs = world.NowMs;
        foreach (var pause in BreakDown()) yield return pause;
        while (_boxes.Count > 0)
        {
            var to = Laboratory;
            foreach (var pause in DriveTo(to, first: departs == world.NowMs)) yield return pause;
            if (HasPromised) foreach (var pause in WaitForHelp()) yield return pause;
            if (vehicle.Here != to.Hub.Spot) continue;
            _gateMs = world.NowMs;
            // Whoever waits before a closed gate can still be sent elsewhere.
            while (to == Laboratory && to.OpensMs is { } opens) yield return Pause.UntilOr(opens, vehicle.Told);
            if (to == Laboratory) break;
        }
        if (_boxes.Count > 0) world.Legs.Add(new LaboratoryLeg(trip, departs, _gateMs, [.. _boxes]));
    }

    IEnumerable<Pause> DriveTo(LaboratoryFloor to, bool first)
    {
        bool Wanted() => Laboratory == to && !HasPromised;
        var draw = Draw("to", first ? to.Hub.Id : $"{to.Hub.Id} {vehicle.Turn()}");
        var drive = first && world.Mischief.HeldUp.TryGetValue(trip.Id, out var held)
            ? vehicle.DriveHeldUp(to.Hub.Spot, draw, held.Fraction, held.Ms, Wanted)
            : vehicle.Drive(to.Hub.Spot, draw, Wanted);
        // Decided when it sets out: whatever is ordered on the way comes too late to change it.
        if (first) Befall(world.NowMs, vehicle.ArrivesMs);
        return drive;
    }

    /// <summary>
    /// On the way the vehicle stops and does not go on. Its driver says so, and waits: for a mechanic, who comes in the end, or for
    /// whoever takes his load over.
    /// </summary>
    IEnumerable<Pause> BreakDown()
    {
        if (!world.Mischief.BrokenDown.TryGetValue(trip.Id, out var broken)) yield break;
        foreach (var pause in vehicle.DrivePart(Laboratory.Hub.Spot, Draw("to", Laboratory.Hub.Id), broken.Fraction)) yield return pause;
        var since = world.NowMs;
        vehicle.Stuck = this;
        yield return Pause.Until(since + world.Draw("fault", "breakdown", trip.Id).SecondsIn(new Between(60, 180)));
        var trouble = new BreakDown(vehicle.Id, world.NowMs);
        world.BreakDowns.Add(trouble);
        Say("breakdown");
        yield return Pause.Until(since + broken.Ms);
        foreach (var pause in WaitForHelp()) yield return pause;
        trouble.UntilMs = world.NowMs;
        Say("over");
    }

    bool HasPromised => _boxes.Any(b => vehicle.Promised.Contains(b.Id));

    /// <summary>Where he stands, until another has taken what he has promised, or nobody has come for long.</summary>
    IEnumerable<Pause> WaitForHelp()
    {
        vehicle.Stuck = this;
        for (var until = world.NowMs + WaitsForHelpMs; world.NowMs < until && HasPromised;)
        {
            if (_helped is { Raised: false }) yield return Pause.On(_helped);
            else yield return Pause.Until(Math.Min(until, world.NowMs + 60_000));
        }
        if (_helped is { Raised: false }) yield return Pause.On(_helped);
        vehicle.Promised.Clear();
        vehicle.Stuck = null;
    }

    void Say(string trouble) => world.Reports.Scan(world.NowMs, vehicle.Side.Device, Reports.Of(Act.Trouble) with { Outcome = trouble, Staff = vehicle.Side.Staff });

    void Befall(long departs, long arrived)
    {
        if (_boxes.Count == 0) return;
        long At(double fraction) => departs + (long)(fraction * (arrived - departs));
        if (world.Mischief.Opened.TryGetValue(trip.Id, out var opened)) Number(opened.Number).Now.OpenedMs = At(opened.Fraction);
        if (world.Mischief.ReadOpenOnce.TryGetValue(trip.Id, out var once)) Number(once.Number).Now.ReadOpenOnceMs = At(once.Fraction);
        if (world.Mischief.Warm.TryGetValue(trip.Id, out var warm) && Aboard(warm.Box) is { } spoilt) spoilt.Now.WarmMs = warm.Ms;
        if (world.Mischief.LoggerSilent.TryGetValue(trip.Id, out var silent) && Aboard(silent.Box) is { } mute) mute.Now.LoggerSilentMs = silent.Ms;
        if (!world.Mischief.Lost.TryGetValue(trip.Id, out var lost)) return;
        var box = Number(lost.Number);
        box.Now.LostMs = At(lost.Fraction);
        vehicle.Log.Unload(box, box.Now.LostMs.Value);
        box.Move(Place.Unaccounted, vehicle.Party);
    }

    Box? Aboard(string box) => _boxes.Find(b => b.Id == box);

    Box Number(int number) => _boxes[number % _boxes.Count];

    Draw Draw(string what, string where = "") => world.Draw("trip", trip.Id, what, where);
}

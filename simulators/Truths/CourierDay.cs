using SpecimenLogistics.Simulators.Clockwork;
using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Plans;
using SpecimenLogistics.Simulators.Programme;
using SpecimenLogistics.Simulators.Roads;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>A courier with a handheld on the ferry: supplies out, specimens in, in the order of the plan.</summary>
internal sealed class CourierDay
{
    readonly World _world;
    readonly FerryLine _ferry;
    readonly Draw _draw;
    readonly List<TripPlan> _trips;
    bool _onIsland;

    public CourierDay(World world, Centre centre)
    {
        (_world, Centre, _ferry) = (world, centre, world.Scenario.Roads.FerryFrom(centre.Pier!));
        _draw = world.Draw("courier", centre.Id);
        _trips = [.. world.Plan.Trips.Where(t => t.Stops.Any(s => s.Site == centre.Id)).OrderBy(t => t.Stops.First(s => s.Site == centre.Id).AtMs)];
        _onIsland = _trips is not [{ Kind: "supply" }, ..];
        Side = new Side(Device.Courier(centre.Courier!), "courier:" + centre.Courier, Names.Staff(world.Seed, centre.Courier!, 1));
    }

    public Centre Centre { get; }
    public Side Side { get; }

    public IEnumerable<Pause> Day()
    {
        foreach (var trip in _trips)
            foreach (var pause in trip.Kind == "supply" ? Supply(trip) : Collect(trip)) yield return pause;
    }

    IEnumerable<Pause> Supply(TripPlan trip)
    {
        foreach (var pause in Cross(toIsland: false)) yield return pause;
        var meeting = _world.MeetingOf(trip.Id);
        meeting.CourierThere.Raise();
        yield return Pause.On(meeting.Done);
        foreach (var pause in Cross(toIsland: true)) yield return pause;
        var desk = _world.Centres[Centre.Id];
        foreach (var pause in HandOver(Side, desk.Side, Place.CentreEmpty, meeting.Boxes, desk.Supply)) yield return pause;
        desk.SupplyKits(trip, "vehicle:" + trip.Vehicle);
    }

    IEnumerable<Pause> Collect(TripPlan trip)
    {
        foreach (var pause in Cross(toIsland: true)) yield return pause;
        var desk = _world.Centres[Centre.Id];
        var session = desk.Session(trip.At("collect").Single().Session!.Value, trip.Day);
        yield return Pause.On(session.Ready);
        var meeting = _world.MeetingOf(trip.Id);
        foreach (var pause in HandOver(desk.Side, Side, Place.WithCarrier, [.. session.Boxes.Select(b => b.Box)], box =>
        {
            box.Now.LeftCentreMs = _world.NowMs;
            meeting.Boxes.Add(box);
        })) yield return pause;
        foreach (var pause in Cross(toIsland: false)) yield return pause;
        meeting.CourierThere.Raise();
        yield return Pause.On(meeting.Done);
    }

    /// <summary>Walk, wait for the boat, cross; nothing when already there.</summary>
    IEnumerable<Pause> Cross(bool toIsland)
    {
        if (_onIsland == toIsland) yield break;
        var driving = _world.Scenario.Numbers.Driving;
        yield return Pause.Until(_world.NowMs + _draw.SecondsIn(driving.WalkToPierS));
        yield return Pause.Until(_ferry.NextAt(_world.NowMs));
        yield return Pause.Until(_world.NowMs + (long)(_ferry.CrossingMs * (1 + driving.FerrySpread * _draw.Bell())));
        _onIsland = toIsland;
    }

    IEnumerable<Pause> HandOver(Side giver, Side taker, string place, IReadOnlyList<Box> boxes, Action<Box> handed)
    {
        var numbers = _world.Scenario.Numbers.Centre;
        return new Handover(_world, giver, taker, place, numbers.HandoverStartS, numbers.HandoverBoxS, _draw).Of(boxes, handed);
    }
}

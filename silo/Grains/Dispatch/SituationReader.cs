using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <param name="AtRisk">Deliveries that the watch has called at risk.</param>
/// <param name="Unanswered">Vehicles whose drivers have not seen what they were told.</param>
/// <param name="Low">Centres that run out and to which nobody was sent.</param>
sealed record Looked(
    Situation Situation, IReadOnlyList<DeliveryId> AtRisk, IReadOnlyList<VehicleId> Unanswered, IReadOnlyList<StockLow> Low, IReadOnlyDictionary<string, IncidentView> Incidents);

/// <summary>Reads the views a dispatcher looks at. On a calm day that is the incident list and the plan's orders: nobody needs to know where everything is.</summary>
sealed class SituationReader(IReadModel store, IFeed feed, ITrack track, TimeProvider real)
{
    readonly ViewMirror views = new(store, feed, real, SubjectKind.Delivery, SubjectKind.Site, SubjectKind.Vehicle, SubjectKind.Plan, SubjectKind.Incident);
    readonly VehiclePlaces allPlaces = new(track);

    public async Task<Looked> Read(Instant now, CancellationToken cancel)
    {
        var places = await allPlaces.Read(cancel);
        await views.CatchUp(cancel);
        var desk = views.All<IncidentView>(SubjectKind.Incident).ToDictionary(i => i.Id);
        var plans = views.All<PlanView>(SubjectKind.Plan);
        if (!desk.Values.Any(IsOurs) && plans.All(p => p.Notices.Count == 0 && !p.Orders.Any(o => o.Order is SetIntake))) return new Looked(new Situation(now), [], [], [], desk);

        var (deliveries, vehicles, sites) = (views.All<DeliveryView>(SubjectKind.Delivery), views.All<VehicleView>(SubjectKind.Vehicle), views.All<SiteView>(SubjectKind.Site));
        var situation = Situations.Of(sites.ToDictionary(s => s.Id.Value), vehicles.ToDictionary(v => v.Id.Value), places, deliveries, KnownTrouble.Of(vehicles, sites, plans), now);
        return new Looked(
            situation, [.. deliveries.Where(d => d is { AtRisk: true, UnloadedAt: null }).Select(d => d.Id)],
            [.. desk.Values.Where(i => i is { Cause: CauseKind.InstructionUnseen, Ended: null }).Select(i => Code.Parse<VehicleId>(i.About.Id))],
            Low(sites, new SupplyDesk(sites, vehicles, now)), desk);
    }

    /// <summary>A centre behind a ferry lives by the boats' timetable: there is nobody at the pier for a vehicle that the plan does not know.</summary>
    static IReadOnlyList<StockLow> Low(IEnumerable<SiteView> sites, SupplyDesk supply)
    {
        var byRoad = sites.Where(s => s.TargetMinutes is not > Targets.Minutes).Select(s => s.Id).ToHashSet();
        return [.. supply.Low().Where(s => byRoad.Contains(s.Centre) && !supply.IsOrdered(s.Centre))];
    }

    static bool IsOurs(IncidentView incident) =>
        incident is { Ended: null, Cause: CauseKind.AtRisk or CauseKind.Breakdown or CauseKind.Accident or CauseKind.InstructionUnseen or CauseKind.StockLow };
}

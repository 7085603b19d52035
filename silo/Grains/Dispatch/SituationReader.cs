using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <param name="AtRisk">Deliveries that the watch has called at risk.</param>
/// <param name="Unanswered">Vehicles whose drivers have not seen what they were told.</param>
sealed record Looked(
    Situation Situation, IReadOnlyList<DeliveryId> AtRisk, IReadOnlyList<VehicleId> Unanswered, IReadOnlyDictionary<string, IncidentView> Incidents);

/// <summary>Reads the views a dispatcher looks at, decoding only what changed since the last look.</summary>
sealed class SituationReader(IReadModel store, ITrack track)
{
    readonly ViewMemo<DeliveryView> deliveries = new(store, SubjectKind.Delivery);
    readonly ViewMemo<SiteView> sites = new(store, SubjectKind.Site);
    readonly ViewMemo<VehicleView> vehicles = new(store, SubjectKind.Vehicle);
    readonly ViewMemo<PlanView> plans = new(store, SubjectKind.Plan);
    readonly ViewMemo<IncidentView> incidents = new(store, SubjectKind.Incident);
    readonly Dictionary<string, Standing> places = [];

    public async Task<Looked> Read(Instant now, CancellationToken cancel)
    {
        foreach (var one in await track.Last(cancel))
            if (one.Fix is { } fix && Subject.TryParse(one.Hearer, out var hearer) && hearer.Kind == SubjectKind.Vehicle)
                places[hearer.Id] = Standing.Next(places.GetValueOrDefault(hearer.Id), new GeoPoint(fix.LatDeg, fix.LonDeg), fix.SpeedKmh, new Instant(fix.OccurredAt));
        var (all, every, known) = (await deliveries.Read(cancel), await vehicles.Read(cancel), await sites.Read(cancel));
        var trouble = KnownTrouble.Of(every, known, await plans.Read(cancel));
        var desk = (await incidents.Read(cancel)).ToDictionary(i => i.Id);
        List<DeliveryId> atRisk = [.. all.Where(d => d is { AtRisk: true, UnloadedAt: null }).Select(d => d.Id)];
        List<VehicleId> unanswered = [.. desk.Values.Where(i => i is { Cause: CauseKind.InstructionUnseen, Ended: null }).Select(i => Code.Parse<VehicleId>(i.About.Id))];
        // On a calm day nobody needs to know where everything is.
        var calm = atRisk.Count + unanswered.Count + trouble.BrokenDown.Count + trouble.Closed.Count == 0 && trouble.Intakes.Values.All(i => i.State == IntakeState.Open);
        var situation = calm ? new Situation(now)
            : Situations.Of(known.ToDictionary(s => s.Id.Value), every.ToDictionary(v => v.Id.Value), places, all, trouble, now);
        return new Looked(situation, atRisk, unanswered, desk);
    }
}

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
    readonly ViewMemo<IncidentView> incidents = new(store, SubjectKind.Incident);
    readonly Dictionary<string, Standing> places = [];

    public async Task<Looked> Read(Instant now, CancellationToken cancel)
    {
        foreach (var one in await track.Last(cancel))
            if (one.Fix is { } fix && Subject.TryParse(one.Hearer, out var hearer) && hearer.Kind == SubjectKind.Vehicle)
                places[hearer.Id] = Standing.Next(places.GetValueOrDefault(hearer.Id), new GeoPoint(fix.LatDeg, fix.LonDeg), fix.SpeedKmh, new Instant(fix.OccurredAt));
        var all = await deliveries.Read(cancel);
        var situation = Situations.Of(
            (await sites.Read(cancel)).ToDictionary(s => s.Id.Value), (await vehicles.Read(cancel)).ToDictionary(v => v.Id.Value), places, all, KnownTrouble.None, now);
        return new Looked(
            situation, [.. all.Where(d => d is { AtRisk: true, UnloadedAt: null }).Select(d => d.Id)], [],
            (await incidents.Read(cancel)).ToDictionary(i => i.Id));
    }
}

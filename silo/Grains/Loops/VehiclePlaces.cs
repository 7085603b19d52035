using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>Where vehicles are, and since when they have stood there, from look to look.</summary>
sealed class VehiclePlaces(ITrack track)
{
    readonly Dictionary<string, Standing> places = [];

    public async Task<IReadOnlyDictionary<string, Standing>> Read(CancellationToken cancel)
    {
        foreach (var one in await track.Last(cancel))
            if (one.Fix is { } fix && Subject.TryParse(one.Hearer, out var hearer) && hearer.Kind == SubjectKind.Vehicle)
                places[hearer.Id] = Standing.Next(places.GetValueOrDefault(hearer.Id), new GeoPoint(fix.LatDeg, fix.LonDeg), fix.SpeedKmh, new Instant(fix.OccurredAt));
        return places;
    }
}

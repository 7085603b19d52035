using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>What the map shows of the one vehicle that somebody looks at: what it carries, where it came from, where it goes.</summary>
static class VehicleOnMap
{
    /// <summary>Of the way it came.</summary>
    public static readonly TimeSpan Trail = TimeSpan.FromMinutes(10);

    /// <summary>A stop is this visit's when they lie no further apart.</summary>
    static readonly TimeSpan SameStop = TimeSpan.FromHours(3);
    const int MostBoxes = 4;

    /// <summary>The vehicle itself, or the one that has the box or the delivery; null where there is none.</summary>
    public static VehicleId? Of(string? kind, string? id, ViewCache views) => (kind, id) switch
    {
        ("vehicle", { } v) when VehicleId.TryParse(v, out var vehicle) => vehicle,
        ("box", { } b) => VehicleOf(views.One<BoxView>(b)?.Holder),
        ("delivery", { } d) when views.One<DeliveryView>(d) is { CollectedAt: not null, UnloadedAt: null } delivery => VehicleOf(delivery.Carrier),
        _ => null,
    };

    public static IEnumerable<DrawItem> Items(VehicleView vehicle, IReadOnlyList<PlannedStop> ahead, ZonedTimes times, Lexicon words)
    {
        var key = $"vehicle/{vehicle.Id}";
        yield return new DrawItem(DrawShape.Ring, DrawTone.Plain, 0, 0, key, "");
        var boxes = string.Join(' ', vehicle.Aboard.Take(MostBoxes).Select(b => b.Box.Value)) + (vehicle.Aboard.Count > MostBoxes ? " …" : "");
        string[] parts = [words.Of("map.carries", vehicle.Id, vehicle.Aboard.Count), boxes, ahead.Count > 0 ? $"→ {ahead[0].Site} {times.Minute(ahead[0].At)}" : ""];
        yield return new DrawItem(DrawShape.Note, DrawTone.Plain, 0, 0, key, string.Join(" · ", parts.Where(p => p.Length > 0)));
    }

    public static IEnumerable<DrawLine> Lines(VehicleView vehicle, IReadOnlyList<PlannedStop> ahead, IReadOnlyList<PositionRow> gone, ViewCache views)
    {
        var key = $"vehicle/{vehicle.Id}";
        if (gone.Count > 0) yield return new DrawLine(DrawStroke.Trail, key, [.. gone.Select(p => (VehicleMark.ToGrid(p.LonDeg), VehicleMark.ToGrid(p.LatDeg)))]);
        var sites = ahead.Select(s => views.One<SiteView>(s.Site.Value)).OfType<SiteView>().Select(s => (VehicleMark.ToGrid(s.LonDeg), VehicleMark.ToGrid(s.LatDeg))).ToArray();
        if (sites.Length > 0) yield return new DrawLine(DrawStroke.Route, key, sites);
    }

    /// <summary>The stops after the last one that it has been to.</summary>
    public static IReadOnlyList<PlannedStop> Ahead(VehicleView vehicle)
    {
        var stops = vehicle.Trips.SelectMany(t => t.Stops).OrderBy(s => s.At).ToList();
        return stops[(stops.FindLastIndex(s => vehicle.Visits.Any(v => v.Site == s.Site && (v.From - s.At).Duration() < SameStop)) + 1)..];
    }

    static VehicleId? VehicleOf(Party? party) => party is { Kind: PartyKind.Vehicle } carrier && VehicleId.TryParse(carrier.Id, out var vehicle) ? vehicle : null;
}

using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>One vehicle unloaded at one dock.</summary>
/// <param name="Seconds">From the vehicle's being heard at the dock to the last box's scan.</param>
/// <param name="GateSeconds">From its coming to the laboratory to its being heard at the dock; null when no visit is proved.</param>
public sealed record UnloadLine(
    DockId Dock, SiteId? Laboratory, VehicleId? Vehicle, Instant From, Instant To, double Seconds, IReadOnlyList<BoxId> Boxes, double? GateSeconds)
{
    /// <summary>In order of time, then dock.</summary>
    public static IReadOnlyList<UnloadLine> Of(ViewCache views) =>
        [.. views.All<DockView>().SelectMany(dock => dock.Unloads.Select(unload => One(views, dock, unload))).OrderBy(u => u.From).ThenBy(u => u.Dock.Value, StringComparer.Ordinal)];

    static UnloadLine One(ViewCache views, DockView dock, UnloadView unload)
    {
        var visits = unload.Vehicle is { } id ? views.One<VehicleView>(id.Value)?.Visits : null;
        return new UnloadLine(dock.Id, dock.Site, unload.Vehicle, unload.From, unload.To, unload.Seconds, unload.Boxes, Gate(visits, dock.Site, unload.From));
    }

    /// <summary>The last visit to that laboratory that had begun by then and had not ended before.</summary>
    static double? Gate(IReadOnlyList<VisitView>? visits, SiteId? laboratory, Instant from)
    {
        var visit = visits?.LastOrDefault(v => v.Site == laboratory && v.From <= from && v.To >= from);
        return visit is null ? null : (from - visit.From).TotalSeconds;
    }
}

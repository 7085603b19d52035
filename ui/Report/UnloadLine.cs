using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>One vehicle unloaded at one dock.</summary>
/// <param name="Seconds">From the vehicle's being heard at the dock to the last box's scan.</param>
/// <param name="GateSeconds">From its coming to the laboratory to its being heard at the dock; null when no visit is proved.</param>
public sealed record UnloadLine(
    DockId Dock, SiteId? Laboratory, VehicleId? Vehicle, Instant From, Instant To, double Seconds, IReadOnlyList<BoxId> Boxes, double? GateSeconds)
{
    /// <summary>Boxes of the same load that nobody scanned at the dock: they were received at the door soon after. With any, the end and the seconds are not proven.</summary>
    public IReadOnlyList<BoxId> Unscanned { get; init; } = [];

    static readonly TimeSpan ToTheDoor = TimeSpan.FromMinutes(10);

    /// <summary>In order of time, then dock.</summary>
    public static IReadOnlyList<UnloadLine> Of(ViewCache views)
    {
        var atTheDoor = AtTheDoorOnly(views.All<BoxView>()).ToLookup(b => (b.Vehicle, b.Laboratory));
        return [.. views.All<DockView>().SelectMany(dock => dock.Unloads.Select(unload => One(views, dock, unload))).Select(line => line with { Unscanned = NotAtTheDock(line, atTheDoor) })
            .OrderBy(u => u.From).ThenBy(u => u.Dock.Value, StringComparer.Ordinal)];
    }

    static IReadOnlyList<BoxId> NotAtTheDock(UnloadLine line, ILookup<(string Vehicle, string Laboratory), (string Vehicle, string Laboratory, BoxId Box, Instant At)> atTheDoor) =>
        line is not { Vehicle: { } vehicle, Laboratory: { } laboratory } ? []
            : [.. atTheDoor[(vehicle.Value, laboratory.Value)].Where(b => b.At >= line.From && b.At <= line.To + ToTheDoor).Select(b => b.Box).OrderBy(b => b.Value, StringComparer.Ordinal)];

    /// <summary>Boxes that a vehicle had by the scans until a laboratory's door had them.</summary>
    static IEnumerable<(string Vehicle, string Laboratory, BoxId Box, Instant At)> AtTheDoorOnly(IEnumerable<BoxView> boxes)
    {
        foreach (var box in boxes)
            foreach (var cycle in box.Cycles.Where(c => c.UnloadedAt is null))
                foreach (var (from, to) in cycle.Spans.Zip(cycle.Spans.Skip(1)))
                    if (from.Holder.Kind == PartyKind.Vehicle && to.Holder.Kind == PartyKind.Laboratory) yield return (from.Holder.Id, to.Holder.Id, box.Id, to.Since);
    }

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

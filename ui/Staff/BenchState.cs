using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Staff;

/// <summary>All that a laboratory's bench page shows but serials, as the system believes it at <see cref="Now"/>.</summary>
/// <param name="Reasons">The laboratory's own in force; null when it has listed none and any text will do.</param>
/// <param name="Boxes">With the laboratory and not emptied, those received first first; at most <see cref="MostBoxes"/>.</param>
sealed record BenchState(Instant Now, string Zone, StaffSite Site, ReasonsView? Reasons, IReadOnlyList<BenchBox> Boxes)
{
    public const int MostBoxes = 300;

    public static BenchState? Of(ViewCache views, SiteId id, string zone, Instant now)
    {
        if (views.One<SiteView>(id.Value) is not { Role: SiteRole.Laboratory } site) return null;
        var here = Party.Laboratory(id);
        var boxes = views.All<BoxView>().Where(b => b.Holder == here && b.Place is BoxPlace.AtDock or BoxPlace.Received or BoxPlace.Held);
        return new BenchState(
            now, zone, StaffSite.Of(site), site.Reasons is { Count: > 0 } reasons ? reasons[^1] : null,
            [.. boxes.Select(b => BenchBox.Of(b, views)).OrderBy(b => b.ReceivedAt ?? Instant.Max).ThenBy(b => b.Id.Value, StringComparer.Ordinal).Take(MostBoxes)]);
    }
}

/// <param name="Bench">Tubes by what the bench said of them; null before it said anything.</param>
sealed record BenchBox(
    BoxId Id, int Cycle, BoxPlace Place, Party? Holder, SealNumber? Seal, string? MechanicalSeal, SealState SealState, Party? Centre, string? CentreEn, string? CentreZh, int Packed, HoldReason? Hold,
    Instant? ReceivedAt, BenchCounts? Bench)
{
    public static BenchBox Of(BoxView box, ViewCache views)
    {
        var cycle = box.Cycles.Count > 0 ? box.Cycles[^1] : null;
        var centre = box.Centre is { } party ? views.One<SiteView>(party.Id) : null;
        return new BenchBox(
            box.Id, cycle?.Cycle ?? 1, box.Place, box.Holder, box.Seal, cycle?.MechanicalSeal, box.SealState, box.Centre, centre?.NameEn, centre?.NameZh, box.Packed, box.Hold, cycle?.ReceivedAt, box.Bench);
    }
}

/// <summary>Which tubes were packed into a box, and what was read of them, by whoever read them.</summary>
sealed record BoxListing(int Cycle, IReadOnlyList<string> Packed, IReadOnlyList<BenchReading> Read)
{
    public static BoxListing Of(BoxCycle cycle) => new(
        cycle.Number, [.. cycle.Evidence.Packed],
        [.. TubeResult.Of(cycle.Evidence).Where(t => t.Said is not null).Select(t => new BenchReading(t.Serial, t.Said!.Value, t.Reason, t.At!.Value, t.By))]);
}

/// <summary>The newest reading of a tube.</summary>
sealed record BenchReading(string Serial, TubeOutcome Outcome, string? Reason, Instant At, StaffId? By);

using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Labels;

/// <summary>What goes on paper with one box: what it holds and for whom, and a line for everybody who has it in hand. No names.</summary>
/// <param name="Counted">Tubes as the one who sealed counted them; null while it is not sealed.</param>
/// <param name="Packed">Tubes as they were scanned.</param>
/// <param name="Delivery">What it belongs to; null when it is not sealed or its centre has not told.</param>
public sealed record Manifest(
    BoxId Box, int Cycle, SealNumber? Seal, MechanicalSealNumber? Mechanical, SiteView? Centre, int? Counted, int Packed, Instant? SealedAt, DeliveryView? Delivery,
    SiteView? Laboratory, IReadOnlyList<ManifestLine> Lines)
{
    /// <summary>null when there is no such cycle.</summary>
    /// <param name="number">null for the last.</param>
    public static Manifest? Of(BoxState box, int? number, ViewCache views)
    {
        if (box.Cycles.LastOrDefault(c => number is null || c.Number == number) is not { } cycle) return null;
        var closed = cycle.Evidence.Sealed?.Fact as BoxSealed;
        var delivery = DeliveryOf(box.Id, cycle, views);
        return new Manifest(
            box.Id, cycle.Number, closed?.Seal ?? box.Registration?.Seal, closed?.Mechanical, Site(cycle.Centre, views), closed?.Count, cycle.Evidence.Packed.Count, cycle.SealedAt,
            delivery, views.One<SiteView>((delivery?.Laboratory ?? cycle.BoundFor)?.Value ?? ""), [.. ManifestLine.Of(cycle)]);
    }

    static SiteView? Site(Party? party, ViewCache views) => party is { } site ? views.One<SiteView>(site.Id) : null;

    /// <summary>A box may go twice a day: of its centre's deliveries with it the one that closed nearest to its sealing.</summary>
    static DeliveryView? DeliveryOf(BoxId box, BoxCycle cycle, ViewCache views) => cycle is { SealedAt: { } at, Centre: { } centre }
        ? views.All<DeliveryView>().Where(d => d.Id.Site.Value == centre.Id && d.Boxes.Any(b => b.Box == box)).MinBy(d => ((d.DeclaredClosure ?? d.PlannedClosure) - at).Duration())
        : null;
}

public enum ManifestAct { Sealed, Given, Taken, PassedOn, TakenOn, Unloaded, Received }

/// <summary>One hand's line. What is known when it is printed is printed; the rest is written by hand.</summary>
public sealed record ManifestLine(ManifestAct Act, Party? Where, Instant? At, SealNumber? SealSeen, StaffId? By)
{
    public static IEnumerable<ManifestLine> Of(BoxCycle cycle)
    {
        var evidence = cycle.Evidence;
        var legs = evidence.Legs.Values.OrderBy(l => l.At).ToList();
        var collected = legs.FirstOrDefault(l => l.Passage.From.Kind == PartyKind.Centre);
        var passed = legs.FirstOrDefault(l => l.Passage.From.IsCarrier && l.Passage.To.IsCarrier);
        yield return Of(ManifestAct.Sealed, evidence.Sealed);
        yield return Of(ManifestAct.Given, collected?.Given);
        yield return Of(ManifestAct.Taken, collected?.Taken);
        yield return Of(ManifestAct.PassedOn, passed?.Given);
        yield return Of(ManifestAct.TakenOn, passed?.Taken);
        yield return Of(ManifestAct.Unloaded, evidence.Unloaded);
        yield return Of(ManifestAct.Received, evidence.Received);
    }

    static ManifestLine Of(ManifestAct act, Recorded? known) => known?.Fact switch
    {
        BoxSealed f => new(act, f.Centre, known.Stamp.OccurredAt, f.Seal, known.Actor),
        HandedOver f => new(act, f.Side == HandoverSide.Give ? f.From : f.To, known.Stamp.OccurredAt, f.SealSeen, known.Actor),
        BoxUnloaded f => new(act, f.Laboratory, known.Stamp.OccurredAt, f.SealSeen, known.Actor),
        BoxReceived f => new(act, f.Laboratory, known.Stamp.OccurredAt, f.SealSeen, known.Actor),
        _ => new(act, null, null, null, null),
    };
}

using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>Tubes with their outcomes. Views hold counts only, so that a box's view stays small: serials are folded from the journal when asked for.</summary>
public sealed class BenchReader(IJournal journal, LiveState live)
{
    /// <summary>A box as its facts have it; without cycles when nothing is known of it.</summary>
    public async Task<BoxState> Fold(BoxId box, CancellationToken cancel)
    {
        var rows = await journal.Read(Subject.Of(box).Value, 0, cancel);
        return rows.Aggregate(BoxState.Start(box.Value), (state, row) => state.Apply(row.Fact.ToRecorded()));
    }

    /// <summary>Every tube of every cycle, or of one.</summary>
    public async Task<IReadOnlyList<TubeLine>> OfBox(BoxId box, int? cycle, CancellationToken cancel) =>
        [.. (await Fold(box, cancel)).Cycles.Where(c => cycle is null || c.Number == cycle).SelectMany(c => TubeLine.Of(box, c, ReasonsOf(c.Laboratory)))];

    /// <summary>Tubes of the boxes that make up a delivery.</summary>
    public async Task<IReadOnlyList<TubeLine>> OfDelivery(DeliveryView delivery, CancellationToken cancel)
    {
        var lines = new List<TubeLine>();
        foreach (var box in delivery.Boxes)
            if (CycleOf(await Fold(box.Box, cancel), delivery) is { } cycle) lines.AddRange(TubeLine.Of(box.Box, cycle, ReasonsOf(cycle.Laboratory)));
        return lines;
    }

    /// <summary>Tubes of every box that has been at a laboratory, box by box.</summary>
    public async IAsyncEnumerable<TubeLine> OfLaboratory(SiteId laboratory, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var party = Party.Laboratory(laboratory);
        foreach (var view in live.Views.All<BoxView>().Where(b => b.Cycles.Any(c => c.Laboratory == party)).OrderBy(b => b.Id.Value, StringComparer.Ordinal))
            foreach (var cycle in (await Fold(view.Id, cancel)).Cycles.Where(c => c.Laboratory == party))
                foreach (var line in TubeLine.Of(view.Id, cycle, ReasonsOf(party))) yield return line;
    }

    public BenchReasons ReasonsOf(Party? laboratory) =>
        laboratory is { Kind: PartyKind.Laboratory } party ? new BenchReasons(live.Views.One<SiteView>(party.Id)?.Reasons) : BenchReasons.None;

    /// <summary>A box may be packed twice a day: of its cycles at this centre the one sealed nearest to the closure.</summary>
    static BoxCycle? CycleOf(BoxState box, DeliveryView delivery) => box.Cycles
        .Where(c => c.Centre == Party.Centre(delivery.Id.Site) && c.SealedAt is not null)
        .MinBy(c => (c.SealedAt!.Value - (delivery.DeclaredClosure ?? delivery.PlannedClosure)).Duration());
}

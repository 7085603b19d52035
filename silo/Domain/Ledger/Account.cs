using System.Collections.Immutable;

namespace SpecimenLogistics.Domain;

/// <summary>
/// A holder's own account of boxes, kept from transfers: opening + in - out. It must equal the boxes that say they are here.
/// </summary>
public sealed record Account(Party Holder)
{
    public ImmutableDictionary<BoxId, Entry> Entries { get; init; } = ImmutableDictionary<BoxId, Entry>.Empty;
    public int Opening { get; init; }
    public int In { get; init; }
    public int Out { get; init; }
    public int Balance => Opening + In - Out;

    /// <param name="Here">The box's last cycle if it stands in this account now.</param>
    /// <param name="Carried">When this holder, if a carrier, had it with specimens in it.</param>
    /// <param name="Since">When somebody was last scanned to have taken it, this holder or another.</param>
    public sealed record Entry(long Version, int Opening, int In, int Out, CycleSummary? Here, IReadOnlyList<Carriage> Carried, Instant? Since);

    public IEnumerable<(BoxId Box, CycleSummary Cycle)> Here =>
        Entries.Where(e => e.Value.Here is not null).Select(e => (e.Key, e.Value.Here!));

    /// <summary>Takes in what a box says of its journeys; of each box only the highest version counts.</summary>
    public Account Learn(BoxSummary box, long version)
    {
        var known = Entries.GetValueOrDefault(box.Box);
        if (known is not null && known.Version >= version) return this;
        var next = Read(box, version);
        return this with
        {
            Entries = Entries.SetItem(box.Box, next),
            Opening = Opening + next.Opening - (known?.Opening ?? 0),
            In = In + next.In - (known?.In ?? 0),
            Out = Out + next.Out - (known?.Out ?? 0),
        };
    }

    IEnumerable<Carriage> Carriages(CycleSummary cycle)
    {
        if (cycle.SealedAt is null) yield break;
        for (var i = 0; i < cycle.Spans.Count; i++)
            if (cycle.Spans[i].Holder == Holder) yield return new Carriage(cycle.Centre, cycle.Spans[i].Since, i + 1 < cycle.Spans.Count ? cycle.Spans[i + 1].Since : null);
    }

    Entry Read(BoxSummary box, long version)
    {
        var (opening, into, outOf) = (0, 0, 0);
        Party? before = null;
        foreach (var span in box.Cycles.SelectMany(c => c.Spans))
        {
            if (span.Holder != before)
            {
                if (before == Holder) outOf++;
                if (span.Holder == Holder && before is null) opening++;
                else if (span.Holder == Holder) into++;
            }
            before = span.Holder;
        }
        return new Entry(version, opening, into, outOf, before == Holder ? box.Cycles[^1] : null, Holder.IsCarrier ? [.. box.Cycles.SelectMany(Carriages)] : [],
            box.Cycles.Count == 0 || box.Cycles[^1].Spans.Count == 0 ? null : box.Cycles[^1].Spans[^1].Since);
    }
}

/// <summary>A full box with a carrier, from when until when; null while it still is.</summary>
public sealed record Carriage(Party? Centre, Instant Since, Instant? Until);

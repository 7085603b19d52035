namespace SpecimenLogistics.Ingest;

/// <summary>What is on disk of one device, by boot. Marked only after the commit.</summary>
public sealed class SeenSeqs
{
    readonly Dictionary<uint, SeqRanges> boots = [];

    public bool Contains(uint boot, long seq) => boots.TryGetValue(boot, out var ranges) && ranges.Contains(seq);
    public void Mark(uint boot, long seq) => Mark(boot, seq, seq);

    public void Mark(uint boot, long first, long last)
    {
        if (!boots.TryGetValue(boot, out var ranges)) boots.Add(boot, ranges = new());
        ranges.Add(first, last);
    }
}

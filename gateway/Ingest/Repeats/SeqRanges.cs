namespace SpecimenLogistics.Ingest;

/// <summary>
/// A set of numbers as inclusive ranges. Never a high-water mark: 100 may follow 105. Beyond <see cref="MaxRanges"/> the
/// lowest range is forgotten; the store's unique index still knows it.
/// </summary>
public sealed class SeqRanges
{
    public const int MaxRanges = 65_536;
    readonly List<(long First, long Last)> ranges = [];

    public int Count => ranges.Count;
    public IReadOnlyList<(long First, long Last)> Ranges => ranges;

    public bool Contains(long seq)
    {
        var i = Before(seq);
        return i >= 0 && ranges[i].Last >= seq;
    }

    public void Add(long seq) => Add(seq, seq);

    public void Add(long first, long last)
    {
        if (last < first) return;
        // From the first range that touches the new one to the last that does: all become one.
        var from = Before(first);
        if (from < 0 || ranges[from].Last < first - 1) from++;
        var to = from;
        while (to < ranges.Count && (last == long.MaxValue || ranges[to].First <= last + 1))
        {
            first = Math.Min(first, ranges[to].First);
            last = Math.Max(last, ranges[to].Last);
            to++;
        }
        if (to == from) ranges.Insert(from, (first, last));
        else
        {
            ranges[from] = (first, last);
            ranges.RemoveRange(from + 1, to - from - 1);
        }
        if (ranges.Count > MaxRanges) ranges.RemoveAt(0);
    }

    /// <summary>The last range that begins at or before this number, or -1.</summary>
    int Before(long seq)
    {
        int low = 0, high = ranges.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].First <= seq) low = middle + 1; else high = middle - 1;
        }
        return high;
    }
}

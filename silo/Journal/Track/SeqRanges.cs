namespace SpecimenLogistics.Journal;

/// <summary>Sequence numbers as inclusive ranges: in order or not, a device that leaves no gaps costs one range.</summary>
internal sealed class SeqRanges
{
    readonly List<(long First, long Last)> _ranges = [];

    public SeqRanges() { }

    /// <param name="ranges">In order, with gaps between them.</param>
    public SeqRanges(IEnumerable<(long First, long Last)> ranges) => _ranges.AddRange(ranges);

    public IReadOnlyList<(long First, long Last)> All => _ranges;

    /// <summary>False where it was there already.</summary>
    public bool Add(long seq)
    {
        var i = IndexAfter(seq);
        if (i > 0 && _ranges[i - 1].Last >= seq) return false;
        var joinsBefore = i > 0 && _ranges[i - 1].Last == seq - 1;
        var joinsAfter = i < _ranges.Count && _ranges[i].First == seq + 1;
        if (joinsBefore && joinsAfter)
        {
            _ranges[i - 1] = (_ranges[i - 1].First, _ranges[i].Last);
            _ranges.RemoveAt(i);
        }
        else if (joinsBefore) _ranges[i - 1] = (_ranges[i - 1].First, seq);
        else if (joinsAfter) _ranges[i] = (seq, _ranges[i].Last);
        else _ranges.Insert(i, (seq, seq));
        return true;
    }

    public void Remove(long seq)
    {
        var i = IndexAfter(seq) - 1;
        if (i < 0 || _ranges[i].Last < seq) return;
        var (first, last) = _ranges[i];
        _ranges.RemoveAt(i);
        if (last > seq) _ranges.Insert(i, (seq + 1, last));
        if (first < seq) _ranges.Insert(i, (first, seq - 1));
    }

    /// <summary>The index of the first range that begins after a number.</summary>
    int IndexAfter(long seq)
    {
        if (_ranges.Count == 0 || _ranges[^1].First <= seq) return _ranges.Count;
        var (low, high) = (0, _ranges.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ranges[middle].First > seq) high = middle; else low = middle + 1;
        }
        return low;
    }
}

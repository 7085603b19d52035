using System.Collections.Immutable;

namespace SpecimenLogistics.Domain;

/// <summary>
/// Which tubes are in a box by the scans of its centre: of each the later of packed and taken out counts. What was sealed in stays
/// in: a tube that is said to be taken out after that changes the seal's story (<see cref="OutOfSealed"/>), not the list.
/// </summary>
public sealed record PackedTubes
{
    public static readonly PackedTubes None = new();

    public ImmutableSortedSet<string> In { get; private init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
    ImmutableDictionary<string, Recorded> Packed { get; init; } = ImmutableDictionary.Create<string, Recorded>(StringComparer.Ordinal);

    // All of them, few as they are: which is the last that counts depends on the seal, which may be heard of later.
    ImmutableDictionary<Guid, (string Tube, Recorded Word)> Out { get; init; } = ImmutableDictionary<Guid, (string, Recorded)>.Empty;

    /// <summary>Nobody has scanned a tube into it or out of it.</summary>
    public bool IsUntold => Packed.IsEmpty && Out.IsEmpty;

    /// <param name="closing">The seal that is on the box; null while it is open.</param>
    public PackedTubes Pack(TubeSerial tube, Recorded word, Recorded? closing) =>
        (this with { Packed = Packed.SetItem(tube.Value, Pick.Latest(Packed.GetValueOrDefault(tube.Value), word)) }).Settle(tube.Value, closing);

    public PackedTubes TakeOut(TubeSerial tube, Recorded word, Recorded? closing) =>
        (this with { Out = Out.SetItem(word.Id, (tube.Value, word)) }).Settle(tube.Value, closing);

    /// <summary>Another seal, or none, is on the box.</summary>
    public PackedTubes Settle(Recorded? closing) => Out.Values.Aggregate(this, (tubes, each) => tubes.Settle(each.Tube, closing));

    /// <summary>When somebody first took a tube out although the box was sealed; null where nobody did.</summary>
    public Instant? OutOfSealed(Recorded? closing) =>
        closing is null || Out.IsEmpty ? null : Out.Values.Where(each => IsAfter(each.Word, closing)).Select(each => (Instant?)each.Word.Stamp.OccurredAt).Min();

    PackedTubes Settle(string tube, Recorded? closing) => this with { In = IsIn(tube, closing) ? In.Add(tube) : In.Remove(tube) };

    bool IsIn(string tube, Recorded? closing)
    {
        if (!Packed.TryGetValue(tube, out var packed)) return false;
        foreach (var (serial, word) in Out.Values)
            if (serial == tube && Pick.Compare(word, packed) > 0 && (closing is null || !IsAfter(word, closing))) return false;
        return true;
    }

    /// <summary>Of one phone its own order says; of two, only a difference that their clocks do not explain.</summary>
    static bool IsAfter(Recorded word, Recorded closing) => (word.Stamp.Device, word.Stamp.Boot) == (closing.Stamp.Device, closing.Stamp.Boot)
        ? word.Stamp.CompareTo(closing.Stamp) > 0
        : word.Stamp.OccurredAt - word.Uncertainty > closing.Stamp.OccurredAt + closing.Uncertainty;
}

using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ingest;

/// <summary>What was set aside of one device lately, so that the same publish, handed in again, has the same answer. Bounded.</summary>
sealed class SetAsideMemory
{
    const int Most = 256;
    readonly Lock gate = new();
    readonly Dictionary<(uint Boot, long Seq), ScanSetAside> kept = [];
    readonly Queue<(uint Boot, long Seq)> order = new();

    public void Keep(IEnumerable<ScanSetAside> aside)
    {
        lock (gate)
            foreach (var each in aside)
            {
                if (each.Seq is not { } seq || !kept.TryAdd((each.Boot, seq), each)) continue;
                order.Enqueue((each.Boot, seq));
                if (order.Count > Most) kept.Remove(order.Dequeue());
            }
    }

    public IReadOnlyList<ScanSetAside> Among(uint boot, IEnumerable<long> seqs)
    {
        lock (gate) return [.. seqs.Select(seq => kept.GetValueOrDefault((boot, seq))).OfType<ScanSetAside>()];
    }
}

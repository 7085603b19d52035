using System.Collections.Frozen;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ingest;

/// <summary>Every count of the gateway, since its start.</summary>
public sealed class IngestCounters : IIngestStatus
{
    readonly long[] unreadable = new long[Enum.GetValues<UnreadableReason>().Length];
    readonly long[] refusals = new long[Enum.GetValues<Refusal>().Length];
    readonly long[] tallies = new long[Enum.GetValues<Tally>().Length];
    long received, acknowledged, inbox, duplicates, late, signonsRefused;
    int connections;

    public LatencyHistogram Latency { get; } = new();

    /// <summary>How far devices' wall clocks were from ours when their boots were measured, programme time.</summary>
    public LatencyHistogram Skew { get; } = new();

    public void Received(int publishes) { Interlocked.Add(ref received, publishes); Interlocked.Add(ref inbox, publishes); }
    public void Acknowledged(int publishes) => Interlocked.Add(ref acknowledged, publishes);

    /// <summary>Publishes that left the inbox, acknowledged or not.</summary>
    public void Left(int publishes) => Interlocked.Add(ref inbox, -publishes);
    public void Duplicates(long items) => Interlocked.Add(ref duplicates, items);
    public void Late(long facts) => Interlocked.Add(ref late, facts);
    public void SignonRefused() => Interlocked.Increment(ref signonsRefused);
    public void Count(UnreadableReason reason) => Interlocked.Increment(ref unreadable[(int)reason]);
    public void Count(Refusal refusal) => Interlocked.Increment(ref refusals[(int)refusal]);
    public void Count(Tally tally, long by = 1) => Interlocked.Add(ref tallies[(int)tally], by);

    /// <summary>Connections open after this one.</summary>
    public int Opened() => Interlocked.Increment(ref connections);
    public void Closed() => Interlocked.Decrement(ref connections);

    public IngestCounts Read() => new(
        Interlocked.Read(ref inbox), Interlocked.Read(ref received), Interlocked.Read(ref acknowledged),
        Interlocked.Read(ref duplicates), Interlocked.Read(ref late), Interlocked.Read(ref signonsRefused))
    {
        PageMessages = Interlocked.Read(ref tallies[(int)Tally.PageMessages]),
        Connections = Volatile.Read(ref connections),
        AcknowledgementMsP50 = Latency.Quantile(0.5),
        AcknowledgementMsP99 = Latency.Quantile(0.99),
        SkewMsP50 = Skew.Quantile(0.5),
        SkewMsP99 = Skew.Quantile(0.99),
        Unreadable = Named<UnreadableReason>(unreadable),
        Refusals = Named<Refusal>(refusals),
        Other = Named<Tally>(tallies),
    };

    static FrozenDictionary<string, long> Named<T>(long[] counts) where T : struct, Enum =>
        Enum.GetValues<T>().Select((each, i) => (ReasonWords.Of(each), Interlocked.Read(ref counts[i]))).ToFrozenDictionary(p => p.Item1, p => p.Item2);
}

using Microsoft.Extensions.Options;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>Facts go to their subject's grain: one call per stream with all facts of the batch, in their order.</summary>
public sealed class CustodyRecord(
    IGrainFactory grains, IClockControl programme, StoreWrites writes, IngestCounters counters, IOptions<IngestOptions> options)
{
    public IEnumerable<RecordPart> Begin(IReadOnlyList<Passage> batch, CancellationToken cancel)
    {
        foreach (var stream in batch.SelectMany(p => p.Facts).GroupBy(f => f.About, f => f.Fact))
        {
            FactEnvelope[] facts = [.. stream];
            yield return new(Record(stream.Key, facts, cancel), facts.Select(fact => (fact.Boot, fact.Seq)));
        }
    }

    async Task Record(Subject about, FactEnvelope[] facts, CancellationToken cancel)
    {
        var grain = grains.GetGrain(about);
        var outcome = await writes.Do(() => grain.Record(new FactBatch(facts)), cancel);
        counters.Duplicates(outcome.Repeats);
        counters.Late(facts.Count(IsLate));
    }

    bool IsLate(FactEnvelope fact)
    {
        var limit = Math.Max(options.Value.Clocks.LateAfter.TotalMicroseconds, 2_000_000 * programme.Read().Rate);
        return fact.ReceivedAt - fact.OccurredAt > limit;
    }
}

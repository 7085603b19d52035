using Microsoft.Extensions.Options;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>Facts go to their subject's grain: one call per stream with all facts of the batch, in their order.</summary>
public sealed class CustodyRecord(
    IGrainFactory grains, IClockControl programme, StoreWrites writes, IngestCounters counters, IOptions<IngestOptions> options)
{
    public void Begin(IReadOnlyList<Passage> batch, List<RecordPart> parts, CancellationToken cancel)
    {
        Dictionary<Subject, List<FactEnvelope>>? streams = null;
        foreach (var passage in batch)
        {
            foreach (var (about, fact) in passage.Facts)
            {
                streams ??= [];
                if (!streams.TryGetValue(about, out var facts)) streams.Add(about, facts = []);
                facts.Add(fact);
            }
        }
        if (streams is null) return;
        foreach (var (about, facts) in streams)
            parts.Add(new(Record(about, new FactBatch(facts), cancel), [.. facts.Select(fact => (fact.Boot, fact.Seq))]));
    }

    async Task Record(Subject about, FactBatch batch, CancellationToken cancel)
    {
        var outcome = await writes.Do((Grain: grains.GetGrain(about), batch), static w => w.Grain.Record(w.batch), cancel);
        counters.Duplicates(outcome.Repeats);
        counters.Late(batch.Facts.Count(IsLate));
    }

    bool IsLate(FactEnvelope fact)
    {
        var limit = Math.Max(options.Value.Clocks.LateAfter.TotalMicroseconds, 2_000_000 * programme.Read().Rate);
        return fact.ReceivedAt - fact.OccurredAt > limit;
    }
}

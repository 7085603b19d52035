using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>
/// Judges what loggers say of the boxes they are in. The table of readings is the truth: it is read on from where the last
/// turn ended, and a judgement is always made from all readings of a cycle, so that late ones change nothing but the answer.
/// </summary>
public sealed class TemperatureWatch(
    IReadModel store, ITrack track, IGrainFactory grains, IClockControl clock, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme,
    TimeProvider real, IDuty duty, ILogger<TemperatureWatch> log) : Loop(duty, real, log)
{
    const int Page = 5000, AtOnce = 8;
    static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    /// <summary>What may pass between a logger and us, real time: in a fast replay that is minutes, and no silence.</summary>
    static readonly TimeSpan InTransit = TimeSpan.FromSeconds(3);

    readonly Dictionary<BoxId, LoggedBox> boxes = [];
    long row;
    Instant? keptFrom;

    protected override async Task<TimeSpan> Turn(CancellationToken cancel)
    {
        await ReadOn(cancel);
        if (boxes.Count == 0) return Rest;
        var limits = await store.One(Subject.Word(SubjectKind.Programme), Subject.Programme.Id, cancel) is { View.Length: > 0 } set
            ? ViewJson.Read<ProgrammeView>(set.View).Limits : TemperatureLimits.Usual;
        var (now, state) = (Instant.From(programme.GetUtcNow()), clock.Read());
        var known = state.Frozen ? now : now - InTransit * state.Rate;
        await Parallel.ForEachAsync(boxes, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (box, stop) => await Judge(box.Key, box.Value, limits, now, known, stop));
        return Rest;
    }

    async Task ReadOn(CancellationToken cancel)
    {
        keptFrom ??= new Instant(await track.KeptFrom("temperature", cancel));
        while (true)
        {
            var rows = await track.Temperatures(row, Page, cancel);
            foreach (var one in rows)
            {
                row = one.Row;
                if (!Subject.TryParse(one.Hearer, out var of) || of.Kind != SubjectKind.Box || !BoxId.TryParse(of.Id, out var box)) continue;
                if (!boxes.TryGetValue(box, out var logged)) boxes[box] = logged = new();
                logged.Add(one.OccurredAt, one.Celsius);
            }
            if (rows.Count < Page) return;
        }
    }

    async Task Judge(BoxId box, LoggedBox logged, TemperatureLimits limits, Instant now, Instant known, CancellationToken cancel)
    {
        if (await store.One(Subject.Word(SubjectKind.Box), box.Value, cancel) is not { View.Length: > 0 } stored) return;
        var view = logged.View(stored);
        foreach (var cycle in view.Cycles)
        {
            if (cycle.SealedAt is not { } from || EndOf(view, cycle) is not { } end) continue;
            // Some of its readings were destroyed before this process read them: what was judged of all of them stays.
            if (from < keptFrom) continue;
            var newest = logged.Newest is { } last && last > known ? last : known;
            var until = end.At is { } at ? at : newest < now ? newest : now;
            if (until <= from) continue;
            var before = cycle.Temperature;
            var by = before is { Closed: true } ? before.Limits : limits;
            if (end.At is not null && logged.IsSettled(from, until, before, by)) continue;
            var chain = ColdChain.Of(logged.For(from, until), from, until, end.At is not null, by);
            if (TemperatureRule.IsNew(before?.ToChain(), chain)) await Tell(box, chain, before?.JudgedAt, now);
            else if (end.At is not null) logged.Settle(from, until, before, by);
        }
    }

    /// <summary>Receipt ends it; a cycle that is over without one ended somewhere unknown, and is not judged.</summary>
    static (Instant? At, bool Open)? EndOf(BoxView box, CycleView cycle) =>
        cycle.ReceivedAt is { } received ? (received, false) : cycle == box.Cycles[^1] && cycle.Place is not BoxPlace.Emptied ? (null, true) : null;

    Task<RecordOutcome> Tell(BoxId box, ColdChain chain, Instant? judgedBefore, Instant now)
    {
        // A standing clock gives one moment for many judgements: the later one must be told from the earlier.
        var at = judgedBefore is { } before && before >= now ? before + TimeSpan.FromMicroseconds(1) : now;
        var id = FactIds.Named($"temperature-judged\n{box}\n{chain.From.Microseconds}\n{at.Microseconds}");
        return grains.GetGrain(Subject.Of(box)).Record(new FactBatch([new Recorded(
            id, new Stamp(chain.Until, "", 0, 0, 0), TimeSpan.Zero, null, now, null, null, null, new TemperatureJudged(at, chain)).ToEnvelope()]));
    }
}

using Microsoft.Extensions.Options;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Ingest;

/// <summary>
/// The boot's clock is frozen and on disk before the first item that it dates: after a restart the same item would
/// otherwise get another time.
/// </summary>
sealed class ClockKnown(
    IGrainFactory grains, IClockControl programme, StoreWrites writes, IngestCounters counters, IOptions<IngestOptions> options) : IStep
{
    public ValueTask<StepResult> Take(Passage passage, CancellationToken cancel)
    {
        passage.Clock = passage.Device.Clocks.Known(passage.Boot);
        return passage.Clock is null ? new(Freeze(passage, cancel)) : new(StepResult.Next);
    }

    async Task<StepResult> Freeze(Passage passage, CancellationToken cancel)
    {
        var clocks = passage.Device.Clocks;
        var received = passage.Publish.ReceivedAt;
        var (measured, guessed) = clocks.Measure(
            passage.Publish.Connection, passage.Boot, received, passage.SentUpMs, passage.SentAt, Times(passage.Items),
            options.Value.Clocks, programme.Read().Rate);
        var stored = await Store(passage.Device.View.Id, passage.Boot, measured, received, cancel);
        clocks.Keep(passage.Boot, stored);
        if (!guessed) counters.Skew.Add((Instant.FromMilliseconds(passage.SentAt) - received).Duration());
        counters.Count(guessed ? Tally.ClocksGuessed : Tally.ClocksMeasured);
        passage.Clock = stored;
        return StepResult.Next;
    }

    static ItemTimes Times(IReadOnlyList<IItem> items)
    {
        var last = 0L;
        foreach (var item in items) last = Math.Max(last, item.UpMs);
        return new(items[0].At, items[0].UpMs, last);
    }

    async Task<BootClock> Store(DeviceId device, uint boot, BootClock clock, Instant received, CancellationToken cancel)
    {
        // No device's count orders it: it is the gateway's own finding, and must not look like an item already seen.
        var fact = new Recorded(
            FactIds.Named($"clock\n{device}\n{boot}"), new Stamp(received, "", 0, 0, 0), clock.Uncertainty, null, received, null, null, null,
            clock.ToFact(boot)).ToEnvelope();
        var grain = grains.GetGrain(Subject.Of(device));
        var outcome = await writes.Do((grain, fact), static w => w.grain.Record(new FactBatch([w.fact])), cancel);
        if (outcome.Stored > 0) return clock;

        // Another gateway, or this one before it lost its memory, was there first: the stored clock counts.
        var view = ViewJson.Read<DeviceView>((await writes.Do(grain, static g => g.Read(), cancel)).View);
        return view.Clocks.FirstOrDefault(each => each.Boot == boot) is { } first ? BootClock.Of(first) : clock;
    }
}

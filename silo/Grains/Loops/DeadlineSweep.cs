using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>Tells each subject that a moment it waited for has come. Rows, not reminders: a moment missed while down comes up at the next start.</summary>
public sealed class DeadlineSweep(
    IReadModel store, IGrainFactory grains, IClockControl clock, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, TimeProvider real, IDuty duty, ILogger<DeadlineSweep> log)
    : Loop(duty, real, log)
{
    const int Page = 200;
    static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// What may pass between a device and us, real time: in a fast replay that is minutes of the programme, and who calls a
    /// moment past before its scans can be here calls it wrong. A frozen clock waits for nobody.
    /// </summary>
    static readonly TimeSpan InTransit = TimeSpan.FromSeconds(1);

    /// <summary>While summaries are under way, what answers a deadline may be among them; but not for ever.</summary>
    static readonly TimeSpan LongestHeld = TimeSpan.FromSeconds(20);
    long heldSince;

    protected override async Task<TimeSpan> Turn(CancellationToken cancel)
    {
        var now = Instant.From(programme.GetUtcNow());
        var state = clock.Read();
        var due = await store.DueDeadlines((state.Frozen ? now : now - InTransit * state.Rate).Microseconds, Page, cancel);
        if (due.Count > 0 && !state.Frozen && await Hold(cancel)) return Rest;
        foreach (var item in due)
        {
            var at = new Instant(item.DueAt);
            var fact = new Recorded(
                FactIds.Named($"time-passed\n{item.Stream}\n{item.Kind}\n{item.DueAt}"), new Stamp(at, "", 0, 0, 0), TimeSpan.Zero, null, now, null, null, null,
                new TimePassed(Enum.Parse<DeadlineKind>(item.Kind), at));
            await grains.GetGrain(Code.Parse<Subject>(item.Stream)).Record(new FactBatch([fact.ToEnvelope()]));
        }
        return due.Count == Page ? TimeSpan.Zero : Rest;
    }

    async Task<bool> Hold(CancellationToken cancel)
    {
        if (!await store.IsBehind(cancel)) heldSince = 0;
        else if (heldSince == 0) heldSince = Real.GetTimestamp();
        return heldSince != 0 && Real.GetElapsedTime(heldSince) < LongestHeld;
    }
}

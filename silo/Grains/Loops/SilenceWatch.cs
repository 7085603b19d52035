using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>Notices vehicles on a trip, or with boxes aboard, that have not been heard for too long, and when they are heard again.</summary>
public sealed class SilenceWatch(
    LoopViews views, ITrack track, IGrainFactory grains, IClockControl clock, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme,
    TimeProvider real, IDuty duty, ILogger<SilenceWatch> log) : Loop(duty, real, log)
{
    static readonly TimeSpan Limit = SpareTracker.Silence;
    static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    /// <summary>A replay's second is many of the programme's: what may pass between a device and us, real time.</summary>
    static readonly TimeSpan InTransit = TimeSpan.FromSeconds(3);

    protected override async Task<TimeSpan> Turn(CancellationToken cancel)
    {
        var now = Instant.From(programme.GetUtcNow());
        var limit = Limit + InTransit * clock.Read().Rate;
        var last = (await track.Last(cancel)).Where(l => l.HeardAt > 0).ToDictionary(l => l.Hearer, l => new Instant(l.HeardAt));
        foreach (var vehicle in await views.Vehicles.Read(cancel))
        {
            if (!last.TryGetValue(Subject.Of(vehicle.Id).Value, out var heard)) continue;
            var silent = now - heard > limit;
            if (silent && vehicle.SilentSince is null && OnDuty(vehicle, now)) await Tell(vehicle, new FellSilent(heard), now);
            if (!silent && vehicle.SilentSince is not null) await Tell(vehicle, new HeardAgain(heard), now);
        }
        return Rest;
    }

    static bool OnDuty(VehicleView vehicle, Instant now) => vehicle.Aboard.Any(b => b.Packed > 0)
        || vehicle.Trips.Any(t => t.Stops.Count > 0 && t.Stops[0].At <= now && now <= t.Stops[^1].At);

    Task<RecordOutcome> Tell(VehicleView vehicle, Fact fact, Instant now) => grains.GetGrain(Subject.Of(vehicle.Id)).Record(new FactBatch([OwnFact.Judged(Subject.Of(vehicle.Id), now, fact)]));
}

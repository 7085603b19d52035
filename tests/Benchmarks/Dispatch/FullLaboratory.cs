using System.Collections.Immutable;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Benchmarks.Dispatch;

/// <summary>An evening made by a seed: loads on the road to four laboratories, the first stopped, the others slowed.</summary>
static class FullLaboratory
{
    static readonly Instant Closure = Instant.From(new DateTimeOffset(2020, 9, 6, 12, 0, 0, TimeSpan.Zero));
    static readonly GeoPoint[] Laboratories = [new(22.290, 114.143), new(22.360, 114.130), new(22.287, 114.150), new(22.312, 114.222)];

    public static Situation Of(int seed, int loads, int loadsPerHour)
    {
        var random = new Random(seed);
        var now = Closure + TimeSpan.FromMinutes(45);
        var situation = new Situation(now)
        {
            Laboratories = Laboratories.Select((p, i) => new LaboratoryNow(
                Code.Parse<SiteId>($"LAB{i + 1}"), p, 4, i == 0 ? IntakeState.Stopped : IntakeState.Slowed, i == 0 ? null : loadsPerHour, now + TimeSpan.FromMinutes(60))).ToDictionary(l => l.Id),
        };
        var known = new Dictionary<DeliveryId, Load>();
        foreach (var i in Enumerable.Range(1, loads))
        {
            var delivery = new DeliveryId(new DateOnly(2020, 9, 6), Code.Parse<SiteId>($"C{i:000}"), 2);
            var place = new GeoPoint(22.26 + random.NextDouble() * 0.14, 114.11 + random.NextDouble() * 0.14);
            var to = situation.Laboratories[Code.Parse<SiteId>($"LAB{(random.Next(3) == 0 ? random.Next(2, 5) : 1)}")];
            known[delivery] = new Load(delivery, place, to.Id, Closure + TimeSpan.FromMinutes(80 + random.Next(25)), Closure, false);
            var errand = new Errand(Code.Parse<TripId>($"T{i:000}"), TripKind.Specimen, true, [new Call(CallPurpose.Unload, to.Id, to.Place, now)]) { HasCollected = true };
            situation = situation.With(new VehicleNow(Code.Parse<VehicleId>($"V{i:000}"), place, ImmutableList.Create(errand), [new Carried(Code.Parse<BoxId>($"BX-{i:000}"), delivery)]));
        }
        return situation with { Loads = known };
    }
}

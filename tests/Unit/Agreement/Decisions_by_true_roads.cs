using SpecimenLogistics.Domain;
using SpecimenLogistics.Simulators;
using SpecimenLogistics.Unit.Simulators.Truths;

namespace SpecimenLogistics.Unit.Agreement;

/// <summary>
/// What the automatic dispatcher decides by straight lines, judged by the roads of the simulated world, which it has never seen.
/// Looks in the first minutes after the fault; then everybody drives on. Twenty seeds take minutes: asked for by name, with -explicit only.
/// </summary>
public sealed class Decisions_by_true_roads
{
    static readonly DateTimeOffset Evening = new(2020, 9, 6, 20, 0, 0, TimeSpan.FromHours(8));
    static readonly string[] Crossings = ["WHC", "CHT", "EHC"];

    [Fact(Explicit = true)]
    public void Make_fewer_deliveries_late_in_nine_of_ten_seeds_that_a_fault_harms()
    {
        var (breakdown, full, shut) = (new Sum("three vehicles break down, 20:35"), new Sum("a laboratory stops for an hour, 20:35"), new Sum("two harbour crossings are shut, 20:05"));
        for (var seed = 1; seed <= 20; seed++)
        {
            var day = DayTruth.Generate(Days.Whole, seed, Days.NoFault);
            var random = new Random(seed);
            var wave = DayAt.Of(day, Evening.AddMinutes(35)).Situation();
            breakdown.Add(Broken(wave, random), wave, new TrueRoads(seed));
            var laboratory = wave.Laboratories.Keys.OrderBy(l => l.Value, StringComparer.Ordinal).ElementAt(random.Next(4));
            full.Add(wave.With(new SetIntake(laboratory, IntakeState.Stopped, null, wave.Now + TimeSpan.FromHours(1))), wave, new TrueRoads(seed));
            var before = DayAt.Of(day, Evening.AddMinutes(5)).Situation();
            var open = Crossings[random.Next(3)];
            shut.Add(before with { Closed = [.. Crossings.Where(c => c != open).Select(c => Shut(c, before.Now))] }, before, new TrueRoads(seed, [.. Crossings.Where(c => c != open)]));
        }
        foreach (var sum in new[] { breakdown, full, shut }) TestContext.Current.SendDiagnosticMessage(sum.ToString());
        Assert.All(new[] { breakdown, full, shut }, s => Assert.True(s.Fewer >= 0.9 * s.Harmed, s.ToString()));
    }

    static ClosedRoad Shut(string crossing, Instant now)
    {
        var (from, to) = TrueRoads.Ends(crossing);
        return new ClosedRoad(crossing, from, to, now, now + TimeSpan.FromHours(3));
    }

    static Situation Broken(Situation situation, Random random)
    {
        var full = situation.Vehicles.Values.Where(v => v.Aboard.Count > 0 && v.Errands.Count > 0 && v.Errands[0].HasCollected).ToList();
        for (var i = 0; i < 3 && full.Count > 0; i++)
        {
            var one = full[random.Next(full.Count)];
            full.Remove(one);
            situation = situation.With(one with { BrokenDown = true });
        }
        return situation;
    }

    sealed class Sum(string fault)
    {
        readonly List<string> seeds = [];
        int none, auto;
        /// <summary>Seeds in which the fault makes deliveries late at all, and those of them in which orders make fewer late.</summary>
        public int Harmed { get; private set; }
        public int Fewer { get; private set; }

        static readonly HashSet<string> Nothing = [];
        const int Looks = 3;

        public void Add(Situation situation, Situation calm, TrueRoads roads)
        {
            var (attention, orders) = (new Attention(), 0);
            var later = situation;
            for (var minute = 0; minute <= Looks; minute++)
            {
                later = later with { Now = situation.Now + TimeSpan.FromMinutes(minute) };
                (attention, var decisions) = attention.Look(later, Matter.Of(later, [], [], []), Nothing);
                foreach (var decision in decisions) (later, orders) = (later.With(decision.Orders), orders + decision.Orders.Count);
            }
            int clear = Late(calm, roads), without = Late(situation, roads), with = Late(later with { Now = situation.Now }, roads);
            (none, auto) = (none + without, auto + with);
            if (without > clear) Harmed++;
            if (without > clear && with < without) Fewer++;
            seeds.Add($"{clear}/{without}>{with} ({orders})");
        }

        static int Late(Situation situation, TrueRoads roads) => Score.Of(situation, Outcome.Of(situation, roads), 0).Late;

        public override string ToString() => $"{fault}: fewer late in {Fewer} of the {Harmed} of {seeds.Count} seeds that it harms, {none} without and {auto} with; by seed, without the fault/without>with (orders): {string.Join(", ", seeds)}";
    }
}

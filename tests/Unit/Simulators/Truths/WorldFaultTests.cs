using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators;

namespace SpecimenLogistics.Unit.Simulators.Truths;

public class WorldFaultTests
{
    static readonly Day Calm = Days.WholeOne;

    [Fact]
    public void Nothing_is_touched_and_nobody_late_without_a_fault()
    {
        Assert.Empty(Calm.Truth.TouchedBoxes);
        Assert.Empty(Calm.Truth.FaultCounts);
    }

    [Fact]
    public void Tamper_changes_exactly_the_boxes_whose_seal_was_opened()
    {
        var day = DayTruth.Generate(Days.Whole, 1, new HashSet<string> { "tamper" });

        Assert.Equal(day.Truth.FaultCounts["tamper"], day.Truth.TouchedBoxes.Count);
        Assert.NotEmpty(day.Truth.TouchedBoxes);
        foreach (var line in Changed(day, "box")) Assert.Equal(("open", "seal-opened"), (line[6], line[^1]));
        Assert.Empty(Changed(day, "delivery"));
        Assert.Empty(day.Truth.PredictedLate);
        foreach (var box in day.Truth.TouchedBoxes) Assert.True(OpenReadings(day, box) >= 2, $"{box}: read open {OpenReadings(day, box)} times");
    }

    static int OpenReadings(Day day, string box)
    {
        var seal = day.Setup.Boxes.Single(b => b.Id == box).Seal;
        var closed = day.Scans().Last(s => s.Scan.Act == Act.Seal && s.Scan.Box == box).At;
        var unloaded = day.Scans().Last(s => s.Scan.Act == Act.Unload && s.Scan.Box == box).At;
        return day.Emissions.OfType<SealsEmission>().Count(e => e.At > closed && e.At < unloaded && e.Seals.Contains((seal, true)));
    }

    [Fact]
    public void A_lost_box_falls_silent_on_the_road_and_is_never_seen_again()
    {
        var day = DayTruth.Generate(Days.Whole, 1, new HashSet<string> { "lost-box" });

        var box = Assert.Single(day.Truth.TouchedBoxes);
        var line = Assert.Single(Changed(day, "box"));
        Assert.Equal(("unaccounted", "lost"), (line[3], line[^1]));
        var taken = day.Scans().Last(s => s.Scan.Box == box && s.Scan.Act != Act.Give);
        Assert.Equal((Act.Take, "S-" + line[4]["vehicle:".Length..]), (taken.Scan.Act, taken.Device));
        Assert.InRange(LastHeard(day, box), taken.At, taken.At.AddMinutes(60));
        var delivery = Assert.Single(Changed(day, "delivery"));
        Assert.Equal(("at-dock", "no"), (delivery[2], delivery[3]));
        Assert.Equal([delivery[1]], day.Truth.PredictedLate);
        Assert.True(day.Setup.Ends - taken.At > TimeSpan.FromHours(2), "the day must last until the box is missed");
    }

    static DateTimeOffset LastHeard(Day day, string box) =>
        day.Emissions.OfType<HeardEmission>().Last(h => h.Beacons.Any(b => b.Beacon == "B-" + box && b.RssiDbm > -75)).At;

    [Fact]
    public void Delay_makes_exactly_the_predicted_deliveries_late_and_touches_no_box()
    {
        var day = DayTruth.Generate(Days.Whole, 1, new HashSet<string> { "delay" });

        Assert.Equal(3, day.Truth.FaultCounts["delay"]);
        Assert.Empty(day.Truth.TouchedBoxes);
        Assert.Equal(day.Truth.PredictedLate.Order(), Changed(day, "delivery").Select(l => l[1]).Order());
        Assert.All(Changed(day, "delivery"), l => Assert.Equal(("received", "no"), (l[2], l[3])));
        Assert.InRange(day.Truth.PredictedLate.Count, 3, 6);
        Assert.Empty(Changed(day, "visits"));
    }

    [Fact]
    public void Warm_box_changes_exactly_the_boxes_whose_logger_reads_warm_for_over_30_minutes()
    {
        var day = DayTruth.Generate(Days.Whole, 1, new HashSet<string> { "warm-box" });

        Assert.Equal(2, day.Truth.FaultCounts["warm-box"]);
        Assert.Equal(2, day.Truth.TouchedBoxes.Count);
        foreach (var line in Changed(day, "box")) Assert.Equal(("emptied", "too-warm"), (line[3], line[^1]));
        Assert.Empty(Changed(day, "delivery"));
        foreach (var box in day.Truth.TouchedBoxes)
        {
            var received = day.Scans().Last(s => s.Scan.Act == Act.Receive && s.Scan.Box == box);
            var warm = Readings(day, box).Where(r => r.Celsius > 8 && r.At <= received.At && r.At > received.At.AddHours(-2)).ToList();
            Assert.True(received.At - warm[0].At > TimeSpan.FromMinutes(30), $"{box}: warm from {warm[0].At:HH:mm} to {received.At:HH:mm}");
            Assert.Equal("warm", received.Scan.Outcome);
        }
        Assert.Equal(day.Truth.TouchedBoxes.Select(b => "box/" + b).Order(), day.Truth.Expected.Where(e => e.Cause == "temperature").Select(e => e.About).Order());
    }

    [Fact]
    public void Logger_silent_touches_no_box_and_its_logger_says_no_more_after_the_sealing()
    {
        var day = DayTruth.Generate(Days.Whole, 1, new HashSet<string> { "logger-silent" });

        Assert.Equal(2, day.Truth.FaultCounts["logger-silent"]);
        Assert.Empty(day.Truth.TouchedBoxes);
        foreach (var expected in day.Truth.Expected.Where(e => e.Cause == "logger-silent"))
        {
            var box = expected.About["box/".Length..];
            var last = Readings(day, box)[^1].At;
            Assert.InRange(last, day.Scans().Last(s => s.Scan.Act == Act.Pack && s.Scan.Box == box).At.AddMinutes(-5), expected.From.AddMinutes(-15));
        }
    }

    [Fact]
    public void A_logger_in_a_sealed_box_reads_between_two_and_eight_degrees_on_a_day_without_a_fault()
    {
        var loggers = Calm.Setup.Devices.Where(d => d.Class == "boxes").ToList();
        Assert.InRange(loggers.Count, 6, 8);
        foreach (var logger in loggers)
        {
            var box = logger.Place["box:".Length..];
            var (sealedAt, received) = (Calm.Scans().Where(s => s.Scan.Act == Act.Seal && s.Scan.Box == box).Select(s => s.At).ToList(), Calm.Scans().Where(s => s.Scan.Act == Act.Receive && s.Scan.Box == box).Select(s => s.At).ToList());
            foreach (var (from, to) in sealedAt.Zip(received))
                Assert.All(Readings(Calm, box).Where(r => r.At >= from && r.At <= to), r => Assert.InRange(r.Celsius, 2, 8));
        }
    }

    [Fact]
    public void Surge_brings_twice_the_people_to_ten_centres_in_the_evening_and_where_boxes_run_out_expects_that_it_is_said()
    {
        var day = DayTruth.Generate(Days.Whole, 3, new HashSet<string> { "surge" });
        var calm = DayTruth.Generate(Days.Whole, 3, Days.NoFault);

        Assert.Equal(10, day.Truth.FaultCounts["surge"]);
        var more = Evening(day).Join(Evening(calm), c => c.Key, c => c.Key, (d, c) => (d.Key, Now: d.Count(), Before: c.Count())).Where(c => c.Now != c.Before).ToList();
        Assert.Equal(10, more.Count);
        Assert.True(day.Truth.StockOuts > 0, "seed 3 has centres that run out");
        Assert.Equal(day.Truth.StockOuts, day.Truth.Expected.Count(e => e.Cause == "stock-low"));
        foreach (var centre in more.Where(m => !day.Truth.Expected.Any(e => e.About == "site/" + m.Key))) Assert.Equal(2 * centre.Before, centre.Now);
        Assert.Equal(calm.Scans().Where(s => s.At < Noon && s.Scan.Act == Act.Pack).Select(s => (s.At, s.Scan.Tube)), day.Scans().Where(s => s.At < Noon && s.Scan.Act == Act.Pack).Select(s => (s.At, s.Scan.Tube)));
    }

    static readonly DateTimeOffset Noon = new(2020, 9, 6, 6, 0, 0, TimeSpan.Zero);

    static IEnumerable<IGrouping<string, DateTimeOffset>> Evening(Day day) =>
        day.Scans().Where(s => s.At > Noon && s.Scan.Act == Act.Pack).GroupBy(s => s.Device["S-".Length..^2], s => s.At);

    static List<TemperatureEmission> Readings(Day day, string box) => [.. day.Emissions.OfType<TemperatureEmission>().Where(t => t.Device == "L-" + box)];

    [Fact]
    public void Faults_together_are_their_sum_and_shift_nothing_else()
    {
        var day = Days.HitOnTheRoad;

        Assert.Equal("delay 3, lost-box 1, tamper 2", string.Join(", ", day.Truth.FaultCounts.OrderBy(f => f.Key).Select(f => $"{f.Key} {f.Value}")));
        Assert.Equal(3, day.Truth.TouchedBoxes.Count);
        Assert.Equal(day.Truth.PredictedLate.Order(), Changed(day, "delivery").Select(l => l[1]).Order());
        Assert.Equal(Packed(Calm), Packed(day));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_short_day_knows_the_same_faults(int seed)
    {
        var day = DayTruth.Generate(Days.Short, seed, Days.OnTheRoad);

        Assert.Equal(2, day.Truth.TouchedBoxes.Count);
        Assert.True(day.Truth.PredictedLate.Count >= 2, $"seed {seed}: late {string.Join(' ', day.Truth.PredictedLate)}");
        Assert.All(day.Truth.FaultCounts, f => Assert.Equal(1, f.Value));
    }

    static List<string[]> Changed(Day day, string kind) =>
        [.. day.Truth.CanonicalLines.Except(Calm.Truth.CanonicalLines).Select(l => l.Split('|')).Where(l => l[0] == kind)];

    static List<(DateTimeOffset, string?)> Packed(Day day) => [.. day.Scans().Where(s => s.Scan.Act == Act.Pack).Select(s => (s.At, s.Scan.Tube))];
}

using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators;

namespace SpecimenLogistics.Unit.Simulators.Truths;

public class CountTests
{
    static readonly Day Day = Days.WholeOne;

    [Fact]
    public void The_programme_has_148_centres_4_laboratories_a_warehouse_and_150_vehicles()
    {
        Assert.Equal(148, Day.Setup.Sites.Count(s => s.Role == "centre"));
        Assert.Equal([6, 4, 3, 4], Day.Setup.Sites.Where(s => s.Role == "laboratory").Select(s => s.Docks.Count));
        Assert.Equal(8, Assert.Single(Day.Setup.Sites, s => s.Role == "warehouse").Docks.Count);
        Assert.Equal(8, Day.Setup.Sites.Count(s => s.TargetMinutes == 150));
        Assert.Equal(150, Day.Setup.Vehicles.Count);
        Assert.Equal(1200, Day.Setup.Boxes.Count);
        Assert.Equal(4 * 148, Day.Setup.Boxes.Count(b => b.Place.StartsWith("centre:", StringComparison.Ordinal)));
    }

    [Fact]
    public void It_makes_557_round_trips_for_296_deliveries_some_with_two_pick_ups()
    {
        Assert.Equal(557, Day.Setup.Trips.Count);
        var collects = Day.Setup.Trips.Where(t => t.Kind == "specimen").Select(t => t.Stops.Count(s => s.Purpose == "collect")).ToList();
        Assert.Equal(296, collects.Sum());
        Assert.Contains(2, collects);
        Assert.All(collects, c => Assert.InRange(c, 1, 2));
        Assert.Equal(296, Day.Truth.Deliveries.Count);
        Assert.All(Day.Truth.Deliveries, d => Assert.InRange(d.Boxes.Count, 1, 5));
    }

    [Fact]
    public void Tubes_and_messages_are_as_many_as_the_programme_had()
    {
        Assert.InRange(Day.Truth.TubesPacked, 158_800 * 0.96, 158_800 * 1.04);
        Assert.Equal(Day.Truth.TubesPacked, Day.Scans().Count(s => s.Scan.Act == Act.Pack));
        Assert.InRange(Day.Emissions.Count, 480_000 * 0.93, 480_000 * 1.07);
        Assert.InRange(Day.Emissions.OfType<PositionEmission>().Count(), 250_000 * 0.85, 250_000 * 1.15);
    }

    [Fact]
    public void Boxes_come_back_clean_and_go_out_again()
    {
        var lives = Day.Lines("box").GroupBy(l => l[1]).Select(g => g.OrderBy(l => int.Parse(l[2])).ToList()).ToList();

        Assert.Contains(lives, l => l.Count(c => c[7] != "0") > 1);
        Assert.All(lives.SelectMany(l => l.SkipLast(1)), l => Assert.Equal("warehouse-clean", l[3]));
    }

    [Fact]
    public void No_tube_serial_is_used_twice() =>
        Assert.Equal(Day.Truth.TubesPacked, Day.Scans().Where(s => s.Scan.Act == Act.Pack).Select(s => s.Scan.Tube).Distinct().Count());

    [Fact]
    public void Every_session_is_declared_over_within_ten_minutes_after_its_plan_or_says_why()
    {
        var plan = Day.Setup.Sites.SelectMany(s => s.Sessions.Select(x => ($"{Day.Setup.Date:yyyy-MM-dd}/{s.Id}/{x.Number}", x.Closes))).ToDictionary();
        foreach (var (at, _, scan) in Day.Scans().Where(s => s.Scan.Act == Act.CloseSession))
        {
            var late = at.ToOffset(TimeSpan.FromHours(8)).TimeOfDay - plan[scan.Session!].ToTimeSpan();
            Assert.InRange(late, TimeSpan.Zero, scan.Reason is null ? TimeSpan.FromMinutes(10) : TimeSpan.FromHours(1));
        }
    }
}

using SpecimenLogistics.Simulators;

namespace SpecimenLogistics.Unit.Simulators.Truths;

/// <summary>Days on end: each morning finds what the evening has left.</summary>
public sealed class SeveralDaysTests
{
    static readonly Lazy<Day> s_three = new(() => DayTruth.Generate(Days.Whole.Over(3), 1, Days.NoFault));

    static Day Three => s_three.Value;

    [Fact]
    public void The_first_day_is_what_it_is_when_none_follows()
    {
        static IEnumerable<Emission> Said(Day day, DateTimeOffset until) => day.Emissions.Where(e => e.At < until);
        var until = Days.WholeOne.Setup.Ends - TimeSpan.FromMinutes(1);
        // Whether a vehicle is on duty soon is looked at a quarter of an hour ahead: at night there is a next day to look at.
        Assert.True(Said(Days.WholeOne, until).Zip(Said(Three, until)).All(e => e.First.SaysTheSameAs(e.Second)));
        Assert.Equal(Said(Days.WholeOne, until).Count(), Said(Three, until).Count());
        Assert.Equal(Deliveries(Days.WholeOne, "2020-09-06"), Deliveries(Three, "2020-09-06"));
    }

    [Fact]
    public void Every_day_has_its_sessions_and_no_two_are_alike()
    {
        Assert.Equal(3 * 296, Three.Truth.Deliveries.Count);
        var byDay = Three.Truth.Deliveries.GroupBy(d => d.Id[..10]).ToDictionary(g => g.Key, g => g.ToDictionary(d => d.Id[11..]));
        Assert.Equal(["2020-09-06", "2020-09-07", "2020-09-08"], byDay.Keys.Order());
        // The same people do not come again at the same seconds.
        Assert.All(byDay["2020-09-06"], d => Assert.NotEqual(d.Value.Closed.AddDays(1), byDay["2020-09-07"][d.Key].Closed));
    }

    [Fact]
    public void Centres_are_supplied_and_laboratories_emptied_so_that_it_can_go_on_for_ever()
    {
        Assert.Equal(Three.Truth.TubesPacked, Three.Truth.TubesReceived);
        Assert.InRange(Three.Truth.StockOuts, 0, 3);
        Assert.Empty(Three.Truth.PredictedLate);
        // A box is used about once in a session and a half, whichever day it is.
        var cycles = Three.Lines("box").GroupBy(l => l[1]).Select(g => g.Count()).ToList();
        Assert.InRange(cycles.Average(), 2.8, 4);
        var last = Three.Lines("box").GroupBy(l => l[1]).Select(g => g.MaxBy(l => int.Parse(l[2], System.Globalization.CultureInfo.InvariantCulture))!).ToList();
        Assert.InRange(last.Count(l => l[3] == "centre-empty"), 560, 620);
    }

    [Fact]
    public void Trips_have_names_of_their_own_and_plans_of_later_days_come_on_their_eves()
    {
        Assert.Equal(Three.Setup.Trips.Count, Three.Setup.Trips.Select(t => t.Id).Distinct().Count());
        Assert.Equal(["api/v1/plans/2020-09-07", "api/v1/plans/2020-09-08"], Three.Outside.Select(o => o.Path));
        Assert.All(Three.Outside, o => Assert.True(o.IsPut));
        Assert.Equal([new DateTimeOffset(2020, 9, 6, 14, 0, 0, TimeSpan.Zero), new DateTimeOffset(2020, 9, 7, 14, 0, 0, TimeSpan.Zero)], Three.Outside.Select(o => o.At));
    }

    [Fact]
    public void A_boat_and_the_traffic_know_the_hour_of_every_day()
    {
        const long day = 24 * 3_600_000;
        var ferry = Days.Whole.Roads.FerryFrom("P_CC");
        Assert.Equal(ferry.FirstMs + 2 * day, ferry.NextAt(2 * day + 1));
        Assert.All(Enumerable.Range(0, 24), hour => Assert.Equal(Days.Whole.Roads.Traffic.At("urban", hour * 3_600_000L), Days.Whole.Roads.Traffic.At("urban", 5 * day + hour * 3_600_000L)));
    }

    [Fact]
    public void Is_only_for_scenarios_that_say_how_boxes_come_back_at_night()
    {
        var numbers = Days.Short.Numbers;
        var oneDay = new Scenario("short", numbers with { Returns = numbers.Returns with { Night = null } }, Days.Short.Centres, Days.Short.Hubs, Days.Short.Roads);
        Assert.Same(oneDay, oneDay.Over(1));
        Assert.Contains("short", Assert.Throws<InvalidDataException>(() => oneDay.Over(2)).Message);
    }

    static IEnumerable<TrueDelivery> Deliveries(Day day, string date) => day.Truth.Deliveries.Where(d => d.Id.StartsWith(date, StringComparison.Ordinal)).Select(d => d with { Boxes = [] });
}

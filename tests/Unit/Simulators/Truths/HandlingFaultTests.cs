using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators;

namespace SpecimenLogistics.Unit.Simulators.Truths;

/// <summary>What people do wrong with boxes, tubes and scans: each is played, and changes what it should and nothing else.</summary>
public class HandlingFaultTests
{
    static Day With(string fault) => DayTruth.Generate(Days.Whole, 1, new HashSet<string> { fault });

    static List<string[]> Changed(Day day, string kind) =>
        [.. day.Truth.CanonicalLines.Except(Days.WholeOne.Truth.CanonicalLines).Select(l => l.Split('|')).Where(l => l[0] == kind)];

    static void Expects(Day day, string cause, int number) => Assert.Equal(number, day.Truth.Expected.Count(e => e.Cause == cause));

    [Fact]
    public void A_load_at_a_wrong_laboratory_is_used_there_after_two_people_agreed()
    {
        var day = With("wrong-lab");
        Assert.Equal(2, day.Truth.FaultCounts["wrong-lab"]);
        Assert.All(Changed(day, "box"), l => Assert.Equal(("emptied", "wrong-laboratory"), (l[3], l[^1])));
        Assert.Equal(Changed(day, "box").Count, day.Scans().Count(s => s.Scan is { Act: Act.Release, Staff: not null, SecondStaff: not null } && s.Scan.Staff != s.Scan.SecondStaff));
        Assert.Equal(2, Changed(day, "visits").Count);
        Assert.True(day.Truth.Expected.Count(e => e.Cause == "wrong-laboratory") >= 2);
    }

    [Fact]
    public void Two_boxes_change_vehicles_and_no_scan_says_so_until_they_arrive()
    {
        var day = With("swap");
        Assert.Equal(1, day.Truth.FaultCounts["swap"]);
        Assert.Equal(2, day.Truth.TouchedBoxes.Count);
        var pair = day.Truth.Unloads.Where(u => u.Boxes.Intersect(day.Truth.TouchedBoxes).Any() && u.From > day.Setup.Starts.AddHours(12)).ToList();
        Assert.Equal(2, pair.Select(u => u.Vehicle).Distinct().Count());
        Assert.All(pair, u => Assert.DoesNotContain(day.Scans(), s => s.Scan.Act == Act.Take && s.Device == "S-" + u.Vehicle && s.At > u.From.AddHours(-2) && s.At < u.From && u.Boxes.Intersect(day.Truth.TouchedBoxes).Contains(s.Scan.Box)));
    }

    [Fact]
    public void A_box_left_behind_stays_sealed_at_its_centre_and_its_delivery_is_late()
    {
        var day = With("box-left-behind");
        Assert.Equal(2, Changed(day, "box").Count);
        Assert.All(Changed(day, "box"), l => Assert.Equal("centre-sealed", l[3]));
        Assert.All(Changed(day, "delivery"), l => Assert.Equal(("at-dock", "no"), (l[2], l[3])));
        Expects(day, "left-behind", 2);
    }

    [Fact]
    public void A_tube_scanned_into_two_boxes_shows_in_both_and_is_missing_in_the_later()
    {
        var day = With("double-tube");
        Assert.Equal(["count-mismatch,missing-tubes,tube-in-two-boxes", "count-mismatch,missing-tubes,tube-in-two-boxes", "tube-in-two-boxes", "tube-in-two-boxes"], Changed(day, "box").Select(l => l[^1]).Order());
        Expects(day, "tube-in-two-boxes", 2);
    }

    [Fact]
    public void One_more_person_after_the_closure_gets_a_box_of_their_own_that_rides_with_the_others()
    {
        var day = With("late-tube");
        Assert.Equal(3, day.Truth.FaultCounts["late-tube"]);
        Assert.Equal(3, Changed(day, "box").Count(l => l[7] == "1" && l[8] == "1" && l[^1] == "-"));
        Assert.All(Changed(day, "delivery"), l => Assert.Equal("yes", l[3]));
    }

    [Fact]
    public void Forgotten_scans_leave_half_handovers_and_unloads_that_nobody_saw()
    {
        var day = With("forgotten-scan");
        Assert.InRange(day.Truth.FaultCounts["forgotten-scan"], 40, 140);
        Assert.All(Changed(day, "box"), l => Assert.Equal("half-handover", l[^1]));
        Assert.Empty(Changed(day, "delivery"));
        Assert.Contains(day.Truth.Unloads, u => u.Unscanned.Count > 0);
        Assert.Equal(day.Truth.Unloads.Sum(u => u.Boxes.Count - u.Unscanned.Count), day.Scans().Count(s => s.Scan.Act == Act.Unload));
    }

    [Fact]
    public void A_box_counted_wrong_at_sealing_differs_by_that_alone()
    {
        var day = With("miscount");
        Assert.Equal(["count-mismatch", "count-mismatch", "count-mismatch"], Changed(day, "box").Select(l => l[^1]));
    }

    [Fact]
    public void A_centre_that_closes_late_gives_its_reason_and_one_that_forgets_to_is_taken_by_the_plan()
    {
        var late = With("late-close");
        Assert.Equal(3, late.Scans().Count(s => s.Scan is { Act: Act.CloseSession, Reason: not null }));
        var forgotten = With("forgotten-close");
        Assert.Equal(2, forgotten.Truth.Deliveries.Count(d => !d.Declared));
        Assert.Equal(Days.WholeOne.Scans().Count(s => s.Scan.Act == Act.CloseSession) - 2, forgotten.Scans().Count(s => s.Scan.Act == Act.CloseSession));
        Expects(forgotten, "not-closed", 2);
        Assert.Empty(Changed(forgotten, "delivery"));
    }

    [Fact]
    public void A_seal_read_open_by_mistake_was_open_once_and_is_received_intact()
    {
        var day = With("seal-false-open");
        Assert.Equal(3, Changed(day, "box").Count);
        Assert.All(Changed(day, "box"), l => Assert.Equal(("open-once", "-"), (l[6], l[^1])));
    }

    [Fact]
    public void A_tube_left_in_a_returned_box_is_missed_at_the_bench_and_found_at_the_warehouse()
    {
        var day = With("tube-in-returned-box");
        Assert.Equal(2, Changed(day, "box").Count(l => (l[3], l[4], l[^1]) == ("held", "warehouse:WH1", "missing-tubes")));
        Expects(day, "not-empty", 2);
        Expects(day, "tubes-differ", 2);
    }

    [Fact]
    public void Scans_on_a_lost_phone_are_never_told_and_the_bench_finds_tubes_that_nobody_packed()
    {
        var day = With("phone-lost");
        Assert.All(Changed(day, "box"), l => Assert.Equal("count-mismatch,unexpected-tubes", l[^1]));
        Assert.Equal(Days.WholeOne.Truth.TubesReceived, day.Truth.TubesReceived);
        Assert.True(day.Scans().Count(s => s.Scan.Act == Act.Pack) < Days.WholeOne.Scans().Count(s => s.Scan.Act == Act.Pack));
    }

    [Fact]
    public void Another_beacon_is_heard_from_when_it_was_put_on()
    {
        var day = With("beacon-replaced");
        Assert.Empty(day.Truth.TouchedBoxes);
        var joined = day.Scans().Where(s => s.Scan.Act == Act.JoinBeacon).ToList();
        Assert.Equal(2, joined.Count);
        foreach (var (at, _, scan) in joined)
        {
            Assert.All(day.Emissions.OfType<HeardEmission>().Where(h => h.Beacons.Any(b => b.Beacon == scan.Beacon)), h => Assert.True(h.At >= at));
            Assert.Contains(day.Emissions.OfType<HeardEmission>(), h => h.Beacons.Any(b => b.Beacon == scan.Beacon));
        }
    }

    [Fact]
    public void Every_fault_of_the_world_is_played_on_the_whole_day() =>
        Assert.Equal(DayTruth.WorldFaults.Order(), Days.Troubled.Truth.FaultCounts.Keys.Order());
}

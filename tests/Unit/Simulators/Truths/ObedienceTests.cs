using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators;

namespace SpecimenLogistics.Unit.Simulators.Truths;

public sealed class ObedienceTests
{
    static readonly IOpenDay s_open = DayTruth.Prepare(Days.Short, 1, new HashSet<string> { "breakdown", "delay" });
    static readonly Day s_day = s_open.Day([]);

    /// <summary>A specimen trip of the last wave, with its vehicle.</summary>
    static TripSetup Trip(Func<TripSetup, bool> fit) => s_day.Setup.Trips.Where(t => t.Kind == "specimen" && t.Stops.Any(s => s.Session == 2) && fit(t)).OrderBy(t => t.Stops[0].At).Last();

    static InstructedTrip Told(TripSetup trip, string? laboratory = null) => new(trip.Id, trip.Kind,
        [.. trip.Stops.Select(s => new InstructedStop(s.At.ToUnixTimeMilliseconds(), s.Purpose, s.Purpose == "unload" && laboratory is not null ? laboratory : s.Site, s.Session))]);

    static Obeyed Order(DateTimeOffset at, string vehicle, Func<TripSetup, InstructedTrip?> each, params InstructedTrip[] more) => new(at, vehicle, new InstructionMessage(
        "ORD-1." + vehicle, at.ToUnixTimeMilliseconds(), "test", "test", "test", [.. s_day.Setup.Trips.Where(t => t.Vehicle == vehicle).Select(each).OfType<InstructedTrip>(), .. more]));

    static void SameUntil(DateTimeOffset at, Day changed)
    {
        foreach (var (was, now) in s_day.Emissions.Zip(changed.Emissions))
        {
            if (was.At >= at && now.At >= at) break;
            Assert.Equal(Text(was), Text(now));
        }
        Assert.Equal(s_day.Setup.Ends, changed.Setup.Ends);
    }

    static string Text(Emission emission) => emission switch
    {
        HeardEmission h => $"{h.At:O} {h.Device} {string.Join(' ', h.Beacons)}",
        SealsEmission s => $"{s.At:O} {s.Device} {string.Join(' ', s.Seals)}",
        ScanEmission s => $"{s.At:O} {s.Device} {string.Join(' ', s.Scans.Select(i => (i.Act, i.Box, i.Tube, i.Party)))}",
        _ => emission.ToString(),
    };

    [Fact]
    public void Whatever_is_accepted_whenever_the_past_stays_as_it_was()
    {
        var trip = Trip(_ => true);
        var other = s_day.Setup.Vehicles[^1].Id;
        foreach (var minutes in Enumerable.Range(0, 24).Select(n => n * 10 - 120))
        {
            var at = trip.Stops[0].At.AddMinutes(minutes);
            SameUntil(at, s_open.Day([Order(at, trip.Vehicle, t => t == trip ? null : Told(t))]));
            SameUntil(at, s_open.Day([Order(at, other, t => Told(t), Told(trip))]));
            SameUntil(at, s_open.Day([Order(at, trip.Vehicle, t => Told(t, t == trip ? "LAB2" : null))]));
        }
    }

    /// <summary>
    /// BX-0033 was taken over by V010's driver and rides unseen on another vehicle, which goes to LAB2. Its driver has accepted to take his load
    /// to LAB2 too: so it comes where it belongs, and by nobody's scan can anybody say otherwise.
    /// </summary>
    [Theory]
    [InlineData(true, "-")]
    [InlineData(false, "wrong-laboratory")]
    public void A_box_that_changed_vehicles_goes_where_the_driver_who_took_it_over_was_sent(bool sent, string found)
    {
        var open = DayTruth.Prepare(Days.Short, 7, new HashSet<string> { "lost-box", "road-closed", "swap", "breakdown", "logger-silent" });
        var day = open.Day([]);
        var at = new DateTimeOffset(2020, 9, 6, 3, 7, 16, TimeSpan.Zero);
        InstructedTrip[] trips = [.. day.Setup.Trips.Where(t => t.Vehicle == "V010").Select(t => Told(t, t.Id == "T010" && sent ? "LAB2" : null))];
        var obeyed = open.Day([new Obeyed(at, "V010", new InstructionMessage("ORD-1.V010", at.ToUnixTimeMilliseconds(), "divert", "test", "test", trips))]);
        var box = obeyed.Lines("box").Last(l => l[1] == "BX-0033");
        Assert.Equal(("laboratory:LAB2", found), (box[4], box[^1]));
    }

    static string Other(string laboratory) => s_day.Setup.Sites.First(s => s.Role == "laboratory" && s.Id != laboratory).Id;
    static string Laboratory(TripSetup trip) => trip.Stops.Single(s => s.Purpose == "unload").Site;
    static string[] Visits(Day day, string vehicle) => day.Lines("visits").Single(l => l[1] == vehicle)[2].Split(',');
    static IEnumerable<string[]> Boxes(Day day, TripSetup trip) => day.Truth.Deliveries.Where(d => trip.Stops.Any(s => s.Purpose == "collect" && (s.Site, s.Session) == (d.Site, d.Session)))
        .SelectMany(d => d.Boxes).Select(b => day.Lines("box").Last(l => l[1] == b));
    static DateTimeOffset Loaded(Day day, TripSetup trip) => day.Scans().Last(s => s.Device == "S-" + trip.Vehicle && s.Scan.Act == Act.Take && s.At < trip.Stops[^1].At).At;

    /// <summary>A trip of the last wave that nothing befalls, with one pick-up by road.</summary>
    static readonly TripSetup s_plain = Trip(t => t.Stops.Count(s => s.Purpose == "collect") == 1 && Visits(s_day, t.Vehicle).Contains(t.Stops.First(s => s.Purpose == "collect").Site)
        && s_day.Truth.PredictedLate.All(l => !t.Stops.Any(s => l.Contains(s.Site, StringComparison.Ordinal))) && !s_day.Scans().Any(s => s.Device == "S-" + t.Vehicle && s.Scan.Act == Act.Trouble));

    [Fact]
    public void A_load_diverted_on_the_road_turns_round_and_is_at_the_right_laboratory_there()
    {
        var (laboratory, other) = (Laboratory(s_plain), Other(Laboratory(s_plain)));
        var at = Loaded(s_day, s_plain).AddMinutes(3);
        var day = s_open.Day([Order(at, s_plain.Vehicle, t => Told(t, t == s_plain ? other : null))]);
        Assert.All(Boxes(day, s_plain), l => Assert.Equal(("emptied", "laboratory:" + other, "-"), (l[3], l[4], l[10])));
        Assert.Contains(other, Visits(day, s_plain.Vehicle));
        Assert.DoesNotContain(day.Scans(), s => s.At > at && s.Device == "S-" + s_plain.Vehicle && s.Scan.Act == Act.Arrive && s.Scan.Party == "laboratory:" + laboratory);
    }

    [Fact]
    public void A_trip_goes_to_another_vehicle_and_the_first_stays_at_home()
    {
        var helper = s_day.Setup.Vehicles.Select(v => v.Id).Last(v => v != s_plain.Vehicle && !s_day.Setup.Trips.Any(t => t.Vehicle == v && t.Stops[0].Session == 2));
        var at = s_plain.Stops[0].At.AddMinutes(-5);
        var day = s_open.Day([Order(at, s_plain.Vehicle, t => t == s_plain ? null : Told(t)), Order(at, helper, t => Told(t), Told(s_plain))]);
        var centre = s_plain.Stops.First(s => s.Purpose == "collect").Site;
        Assert.All(Boxes(day, s_plain), l => Assert.Equal(("emptied", "-"), (l[3], l[10])));
        Assert.All(day.Scans().Where(s => s.At > at && s.Scan.Act == Act.Take && s.Scan.Party == "centre:" + centre), s => Assert.Equal("S-" + helper, s.Device));
        Assert.DoesNotContain(day.Scans(), s => s.At > at && s.Device == "S-" + s_plain.Vehicle && s.Scan.Act == Act.Arrive && s.Scan.Party == "centre:" + centre);
    }

    [Fact]
    public void Who_comes_for_boxes_that_another_has_taken_was_there_all_the_same()
    {
        var helper = s_day.Setup.Vehicles.Select(v => v.Id).Last(v => v != s_plain.Vehicle && !s_day.Setup.Trips.Any(t => t.Vehicle == v && t.Stops[0].Session == 2));
        var at = Loaded(s_day, s_plain).AddMinutes(1);
        var day = s_open.Day([Order(at, helper, t => Told(t), Told(s_plain))]);
        var centre = s_plain.Stops.First(s => s.Purpose == "collect").Site;
        Assert.DoesNotContain(centre, Visits(s_day, helper));
        Assert.Contains(day.Scans(), s => s.At > at && s.Device == "S-" + helper && s.Scan.Act == Act.Arrive && s.Scan.Party == "centre:" + centre);
        Assert.Contains(centre, Visits(day, helper));
    }

    [Fact]
    public void An_order_about_a_trip_that_is_over_is_declined_and_changes_nothing()
    {
        var over = s_day.Scans().Where(s => s.Device == "S-" + s_plain.Vehicle).Max(s => s.At).AddMinutes(1);
        var day = s_open.Day([Order(over, s_plain.Vehicle, t => Told(t, t == s_plain ? Other(Laboratory(s_plain)) : null))]);
        Assert.Contains("ORD-1." + s_plain.Vehicle, day.Declined);
        Assert.Equal(s_day.Truth.CanonicalLines, day.Truth.CanonicalLines);
        var before = Loaded(s_day, s_plain).AddMinutes(3);
        Assert.Empty(s_open.Day([Order(before, s_plain.Vehicle, t => Told(t, t == s_plain ? Other(Laboratory(s_plain)) : null))]).Declined);
    }

    /// <summary>A reading belongs to the vehicle that has the box then, whatever its number and whoever has it later.</summary>
    [Fact]
    public void A_seal_that_was_read_open_once_stays_so_though_its_box_then_changes_vehicles()
    {
        var open = DayTruth.Prepare(Days.Short, 1, new HashSet<string> { "seal-false-open" });
        var day = open.Day([]);
        var calm = DayTruth.Prepare(Days.Short, 1, new HashSet<string>()).Day([]).Emissions.OfType<SealsEmission>();
        var (read, closed) = Assert.Single(day.Emissions.OfType<SealsEmission>().Zip(calm), e => !e.First.SaysTheSameAs(e.Second));
        var box = "BX-" + Assert.Single(read.Seals.Except(closed.Seals)).Seal[3..];
        var helper = day.Setup.Vehicles.Select(v => v.Id).First();
        Assert.NotEqual(read.Device, helper);
        var at = read.At.AddSeconds(5);
        var fix = day.Emissions.OfType<PositionEmission>().Last(p => p.Device == read.Device && p.At < at);
        var trip = day.Setup.Trips.Where(t => t.Vehicle == read.Device && t.Kind == "specimen").Last(t => t.Stops[0].At < at);
        var fetch = new InstructedTrip("T-HELP", "specimen", [new InstructedStop(at.ToUnixTimeMilliseconds(), "transfer") { LatDeg = fix.LatDeg, LonDeg = fix.LonDeg }, new InstructedStop(at.ToUnixTimeMilliseconds(), "unload", Laboratory(trip))]);
        var transfer = new InstructedTransfer(read.Device, helper, [box], fix.LatDeg, fix.LonDeg);
        Obeyed[] told = [Order(at, read.Device, t => Told(t)), Order(at, helper, t => Told(t), fetch)];
        var changed = open.Day([.. told.Select(o => o with { Told = o.Told with { Transfer = transfer } })]);
        Assert.Contains(changed.Scans(), s => s.At > at && s.Device == "S-" + helper && s.Scan.Act == Act.Take && s.Scan.Box == box);
        foreach (var (was, now) in day.Emissions.Zip(changed.Emissions).TakeWhile(e => e.First.At < at || e.Second.At < at)) Assert.Equal(Text(was), Text(now));
    }

    [Fact]
    public void A_load_that_is_aboard_is_brought_though_its_trip_is_taken_away()
    {
        var day = s_open.Day([Order(Loaded(s_day, s_plain).AddMinutes(1), s_plain.Vehicle, t => t == s_plain ? null : Told(t))]);
        Assert.Equal(Boxes(s_day, s_plain).Select(l => string.Join('|', l)), Boxes(day, s_plain).Select(l => string.Join('|', l)));
    }

    [Fact]
    public void A_broken_down_vehicles_load_goes_over_into_another_and_arrives_sooner()
    {
        var said = s_day.Scans().Single(s => s.Scan is { Act: Act.Trouble, Outcome: "breakdown" });
        var vehicle = said.Device["S-".Length..];
        var trip = s_day.Setup.Trips.Where(t => t.Vehicle == vehicle && t.Kind == "specimen").OrderBy(t => t.Stops[0].At).Last(t => t.Stops[0].At < said.At);
        var fix = s_day.Emissions.OfType<PositionEmission>().Last(p => p.Device == vehicle && p.At < said.At);
        Day Helped(string helper)
        {
            var transfer = new InstructedTransfer(vehicle, helper, [.. Boxes(s_day, trip).Select(l => l[1])], fix.LatDeg, fix.LonDeg);
            var fetch = new InstructedTrip("T-HELP", "specimen",
                [new InstructedStop(said.At.ToUnixTimeMilliseconds(), "transfer") { LatDeg = fix.LatDeg, LonDeg = fix.LonDeg }, new InstructedStop(said.At.ToUnixTimeMilliseconds(), "unload", Laboratory(trip))]);
            Obeyed[] told = [Order(said.At.AddMinutes(2), vehicle, t => Told(t)), Order(said.At.AddMinutes(2), helper, t => Told(t), fetch)];
            return s_open.Day([.. told.Select(o => o with { Told = o.Told with { Transfer = transfer } })]);
        }
        DateTimeOffset Arrived(Day of) => of.Truth.Deliveries.Where(d => d.Boxes.Any(b => Boxes(s_day, trip).Any(l => l[1] == b))).Max(d => d.Unloaded ?? DateTimeOffset.MaxValue);
        // Whoever is nearest and free.
        var (helper, day) = s_day.Setup.Vehicles.Select(v => v.Id).Where(v => v != vehicle).Select(v => (v, Day: Helped(v))).MinBy(h => Arrived(h.Day));
        Assert.All(Boxes(day, trip), l => Assert.Equal(("emptied", "-"), (l[3], l[10])));
        var boxes = Boxes(day, trip).Select(l => l[1]).ToHashSet();
        Assert.All(day.Scans().Where(s => s.At > said.At && s.Scan.Act == Act.Take && boxes.Contains(s.Scan.Box!) && s.Scan.Seal is not null), s => Assert.Equal(("S-" + helper, "vehicle:" + vehicle), (s.Device, s.Scan.Party)));
        Assert.Contains(day.Truth.Unloads, u => u.Vehicle == helper && u.Boxes.Intersect(boxes).Any());
        Assert.True(Arrived(day) < Arrived(s_day));
    }
}

using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>What a vehicle's beacon reader makes probable, and what it must leave alone.</summary>
public sealed class A_box_heard_elsewhere
{
    static readonly BoxId Box = Code.Parse<BoxId>("BX-0001");
    static readonly Party Centre = Code.Parse<Party>("centre:CW01"), Mine = Code.Parse<Party>("vehicle:V001"), Other = Code.Parse<Party>("vehicle:V002"), Laboratory = Code.Parse<Party>("laboratory:LAB1");

    static Instant At(double minute) => Facts.Morning + TimeSpan.FromMinutes(minute);

    static Hearing Heard(double from, double to, int dbm = -55)
    {
        var hearing = new Hearing(Hearing.VehicleLimit);
        for (var minute = from; minute <= to; minute += 0.5) hearing.Add(new Sighting(Subject.Of(Box), At(minute), dbm, null, null));
        return hearing;
    }

    /// <summary>By the scans with the centre, then at a minute with somebody else.</summary>
    static BoxSummary Box1(params (Party Holder, double At)[] spans) => new(Box, [new CycleSummary(
        1, BoxPlace.WithCarrier, Centre, 7, 0, At(-10), At(0), Mine, null, null, null, null, null, [new Span(Centre, At(-60), false), .. spans.Select(s => new Span(s.Holder, At(s.At), false))], [], TimeSpan.Zero)]);

    static Instant? Strange(Hearing heard, params (Party, double)[] spans) => Beside.Of(new Account(Mine).Learn(Box1(spans), 1), heard.Boxes)?.Single().Last;

    [Theory]
    [InlineData(4.5, null)]
    [InlineData(5, 5)]
    [InlineData(19, 5)]
    [InlineData(20, 20)]
    [InlineData(48, 35)]
    public void Is_told_from_the_fifth_minute_on_in_steps(double to, int? until) => Assert.Equal(until is { } m ? At(m) : null, Strange(Heard(0, to), (Other, 0)));

    [Fact]
    public void Is_nothing_strange_where_the_vehicle_has_it_by_the_scans() => Assert.Null(Strange(Heard(0, 40), (Mine, 1)));

    [Fact]
    public void Is_nothing_strange_while_it_had_it_and_for_minutes_after_it_gave_it_away()
    {
        Assert.Null(Strange(Heard(0, 40), (Mine, 0), (Laboratory, 38)));
        Assert.Equal(At(35), Strange(Heard(0, 44), (Mine, 0), (Laboratory, 38)));
    }

    [Fact]
    public void Is_a_neighbours_where_it_is_heard_weakly() => Assert.Null(Strange(Heard(0, 60, dbm: -82), (Other, 0)));

    [Fact]
    public void Is_one_that_nobody_told_the_vehicle_of() => Assert.Equal(At(5), Beside.Of(new Account(Mine), Heard(0, 6).Boxes)!.Single().Last);

    [Fact]
    public void Says_the_same_in_whatever_order_it_was_heard()
    {
        var (forward, back) = (new Hearing(Hearing.VehicleLimit), new Hearing(Hearing.VehicleLimit));
        Sighting[] all = [.. Enumerable.Range(0, 40).Where(n => n is < 14 or > 30).Select(n => new Sighting(Subject.Of(Box), At(n), n % 3 == 0 ? -80 : -60, null, null))];
        foreach (var one in all) forward.Add(one);
        foreach (var one in all.Reverse()) back.Add(one);
        Assert.Equal(forward.Boxes, back.Boxes);
        Assert.Equal((At(31), At(38)), (forward.Boxes.Single().First, forward.Boxes.Single().Last));
    }

    [Fact]
    public void Is_told_to_the_box_and_shown_beside_its_place_until_somebody_scans_it()
    {
        var vehicle = VehicleState.Start("V001").Apply(Now(1, At(30), new TelemetryJudged(1, new Evidence([], []) { Beside = Beside.Of(new Account(Mine), Heard(0, 21).Boxes) })));
        var said = (SightingSummary)vehicle.Summaries()[Subject.Of(Box)];
        var box = BoxState.Start(Box.Value).Apply(Now(2, At(-90), new BoxRegistered(Code.Parse<SealNumber>("ES-1"), Code.Parse<BeaconId>("B-1"), Centre)))
            .Apply(Now(3, At(-20), new TubePacked(Code.Parse<TubeSerial>("T-1"), Centre))).Apply(Now(4, At(-10), new BoxSealed(Code.Parse<SealNumber>("ES-1"), null, 1, Centre)))
            .Apply(Now(5, At(-1), new HandedOver(HandoverSide.Give, Centre, Other, null))).Apply(Now(6, At(30), new Learned(Mine.Subject, 1, said)));
        Assert.Equal(new ProbablyWith(Mine, At(0), At(20)), Whereabouts.Of(box));
        Assert.Equal(Other, box.Current!.Holder);
        Assert.Equal(new ProbablyWith(Mine, At(0), At(20)), ViewJson.Read<BoxView>(Views.Of(box)).Probable);
        Assert.Null(Whereabouts.Of(box.Apply(Now(7, At(22), new BoxUnloaded(Code.Parse<DockId>("LAB1-D1"), Laboratory, null)))));
        Assert.Null(Whereabouts.Of(box.Apply(Now(7, At(31), new Learned(Mine.Subject, 2, said with { Beside = null })))));
    }

    static Recorded Now(int number, Instant at, Fact fact) => new(new Guid(number, 0, 0, new byte[8]), new Stamp(at, "", 1, number, 0), TimeSpan.Zero, null, at, null, null, null, fact);
}

using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Unit.Ui;

public sealed class BoardTests
{
    static readonly Instant Eight = Instant.From(new DateTimeOffset(2020, 9, 6, 12, 0, 0, TimeSpan.Zero));
    static readonly VehicleId V1 = Code.Parse<VehicleId>("V001");

    [Theory]
    [InlineData(0, BoardState.OnCourse)]
    [InlineData(30, BoardState.OnCourse)]
    [InlineData(50, BoardState.Tight)]
    [InlineData(62, BoardState.AtRisk)]
    public void An_awaited_delivery_goes_from_on_course_by_tight_to_at_risk(int minutes, BoardState expected) =>
        Assert.Equal(expected, Row(Delivery(closed: 0), minutes).State);

    [Fact]
    public void Late_is_what_the_verdict_says_and_not_what_the_forecast_fears()
    {
        Assert.Equal(BoardState.AtRisk, Row(Delivery(closed: 0), 200).State);
        Assert.Equal(BoardState.Late, Row(Delivery(closed: 0) with { WithinTarget = false }, 200).State);
    }

    [Fact]
    public void Done_is_done_in_time_or_done_late()
    {
        var done = Delivery(closed: 0, collected: 10) with { UnloadedAt = At(40), WithinTarget = true, Stage = DeliveryStage.Unloaded };
        Assert.Equal((BoardState.Done, 50), (Row(done, 60).State, Row(done, 60).MarginLow));
        Assert.Equal(BoardState.DoneLate, Row(done with { WithinTarget = false }, 60).State);
    }

    [Fact]
    public void A_silent_carrier_makes_a_delivery_unsure_with_a_range()
    {
        var row = Row(Delivery(closed: 0, collected: 10), 30, Vehicle() with { SilentSince = At(20) }, new Standing(new GeoPoint(22.4, 114.1), At(20), null));
        Assert.Equal(BoardState.Unsure, row.State);
        Assert.Equal(10, row.MarginHigh - row.MarginLow);
    }

    [Fact]
    public void At_the_gate_is_proved_by_the_carriers_visit_to_the_laboratory_after_collection()
    {
        var gate = Vehicle(new VisitView(Code.Parse<SiteId>("LAB1"), At(35), At(37), "beacon"));
        var row = Row(Delivery(closed: 0, collected: 10), 37, gate);
        Assert.Equal((Phase.AtGate, StageMinutes.Taken(TimeSpan.FromMinutes(10)), StageMinutes.Taken(TimeSpan.FromMinutes(25)), StageKind.Running),
            (row.Phase, row.Wait, row.Road, row.Gate.Kind));
        var before = Vehicle(new VisitView(Code.Parse<SiteId>("LAB1"), At(-60), At(-50), "beacon"));
        Assert.Equal(Phase.OnRoad, Row(Delivery(closed: 0, collected: 10), 37, before).Phase);
    }

    [Fact]
    public void A_centre_past_its_planned_end_is_waited_for()
    {
        Assert.Equal(StageKind.ToCome, Row(Delivery(closed: null), -5).Wait.Kind);
        Assert.Equal(StageMinutes.Running(TimeSpan.FromMinutes(41)), Row(Delivery(closed: null), 41).Wait);
    }

    [Fact]
    public void The_wave_is_the_first_session_still_open_and_what_is_late_stays_on_the_board()
    {
        var rows = new[]
        {
            Row(Delivery(1, "CW01", 0, 10) with { UnloadedAt = At(40), WithinTarget = true }, 60), Row(Delivery(1, "CW02", 0) with { WithinTarget = false }, 200),
            Row(Delivery(2, "CW01", null), 60), Row(Delivery(2, "CW02", null), 60),
        };
        var wave = Wave.Of(rows, new DateOnly(2020, 9, 6))!;
        Assert.Equal((2, 2, 1), (wave.Session, wave.Rows.Count, wave.Behind.Count));
        Assert.Equal("2020-09-06/CW02/1", wave.Board[0].Id.Value);
        Assert.Equal(4, wave.Day.Sum(s => s.All));
    }

    [Fact]
    public void Every_total_is_the_sum_of_its_parts()
    {
        var rows = Enumerable.Range(0, 40).Select(i => Row(Delivery(1, $"C{i}", i % 3 == 0 ? null : 0, i % 3 == 2 ? 10 : null), i * 4)).ToArray();
        var wave = Wave.Of(rows, new DateOnly(2020, 9, 6))!;
        Assert.Equal(40, Enum.GetValues<Phase>().Sum(p => wave.Count(p)));
        Assert.Equal(40, Enum.GetValues<BoardState>().Sum(s => wave.Count(s)));
    }

    static Instant At(double minutes) => Eight + TimeSpan.FromMinutes(minutes);

    static DeliveryView Delivery(int? closed, int? collected = null) => Delivery(2, "CW01", closed, collected);

    static DeliveryView Delivery(int session, string site, int? closed, int? collected = null) => new(
        Code.Parse<DeliveryId>($"2020-09-06/{site}/{session}"), "Hall", "會堂", Code.Parse<SiteId>("LAB1"), At(-300), At(0), closed is { } c ? At(c) : null, closed is null, 90, At(90),
        collected is not null ? DeliveryStage.OnRoad : closed is not null ? DeliveryStage.Closed : DeliveryStage.Planned, null, true, collected is { } t ? At(t) : null, null, null,
        collected is null ? null : Party.Vehicle(V1), false, null, []);

    static VehicleView Vehicle(params VisitView[] visits) => new(V1, null, new AccountView(0, 0, 0, 0), [], visits, null, []);

    static DeliveryRow Row(DeliveryView delivery, int minutes, VehicleView? vehicle = null, Standing? seen = null)
    {
        SiteView Site(string id, double lat, SiteRole role) =>
            new(Code.Parse<SiteId>(id), id, id, "D", lat, 114.1, 100, role, null, null, 90, [], [], new AccountView(0, 0, 0, 0), [], 0, 0);
        var sites = new[] { Site("CW01", 22.4, SiteRole.Centre), Site("CW02", 22.4, SiteRole.Centre), Site("LAB1", 22.3, SiteRole.Laboratory) }.ToDictionary(s => s.Id.Value);
        var places = seen is null ? new Dictionary<string, Standing>() : new() { ["V001"] = seen };
        var forecaster = new Forecaster(sites, new Dictionary<string, VehicleView> { ["V001"] = vehicle ?? Vehicle() }, places, [delivery], At(minutes));
        return new RowMaker(forecaster, sites, 15).Of(delivery, At(minutes))!;
    }
}

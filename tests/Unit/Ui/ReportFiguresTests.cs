using System.Text.Json;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Unit.Ui;

/// <summary>A day of four deliveries, made by hand, and the figures a person would count off it.</summary>
public sealed class ReportFiguresTests
{
    static readonly Instant Noon = Instant.From(new DateTimeOffset(2020, 9, 6, 4, 0, 0, TimeSpan.Zero));
    static readonly ZonedTimes Hongkong = new("Asia/Hong_Kong");
    static readonly DateOnly Day = new(2020, 9, 6), Next = new(2020, 9, 7);
    readonly ViewCache views = new();
    long position;

    [Fact]
    public void Shares_are_of_those_that_are_judged_and_every_part_adds_up_to_the_whole()
    {
        FourDeliveries();
        var report = Report(Day);
        Assert.Equal((4, 3, 2, 1), (report.Deliveries.All, report.Deliveries.Judged, report.Deliveries.WithinTarget, report.Deliveries.Late));
        Assert.Equal(66.7, report.Deliveries.WithinTargetPercent);
        foreach (var parts in new[] { report.BySite, report.ByLaboratory, report.ByWave })
            Assert.Equal((4, 3, 2), (parts.Sum(p => p.All), parts.Sum(p => p.Judged), parts.Sum(p => p.WithinTarget)));
        Assert.Equal(["LAB1 3", "LAB2 1"], report.ByLaboratory.Select(l => $"{l.Key} {l.All}"));
        Assert.Equal("2020-09-06/CW02/1", Assert.Single(report.Late).Id.Value);
    }

    [Fact]
    public void The_figures_are_those_of_the_api_where_both_speak_of_the_same()
    {
        FourDeliveries();
        var (report, api) = (Report(Day), DayReport.Of(views, null));
        Assert.Equal((api.Deliveries, api.DeliveriesWithinTarget, api.TransportMinutesP95, api.UnloadSecondsMax, api.UnloadOver60S, api.GateWaitSecondsP95),
            (report.Deliveries.All, report.Deliveries.WithinTarget, report.TransportMinutes.All.P95, report.UnloadSeconds.All.Max, report.SlowUnloads.Count, report.GateSeconds.All.P95));
        Assert.Equal((api.Boxes, api.BoxesUnaccounted, api.TubesPacked, api.TubesReceived, api.IncidentsRed, api.BoxesWithLogger, api.BoxesTooWarmOrCold, api.BoxesTemperatureUnknown, api.Trips, api.StockOuts),
            (report.Boxes.Boxes, report.Boxes.Unaccounted.Count, report.Boxes.TubesPacked, report.Boxes.TubesReceived, report.Incidents.Red, report.Boxes.WithLogger, report.Boxes.TooWarmOrCold.Count, report.Boxes.TemperatureUnknown, report.Fleet.AllTrips, report.Fleet.AllStockOuts));
        Assert.Equal(api.Discrepancies, report.Boxes.Discrepancies.ToDictionary(d => d.Key, d => d.Value.Count));
        Assert.Equal(api.Incidents, report.ByCause.ToDictionary(c => c.Cause, c => c.Raised));
    }

    [Theory]
    [InlineData(Discrepancy.MissingTubes, OtifFault.TubesDiffer)]
    [InlineData(Discrepancy.SealOpened, OtifFault.SealBroken)]
    [InlineData(Discrepancy.TooWarm, OtifFault.TooWarmOrCold)]
    [InlineData(Discrepancy.WrongLaboratory, OtifFault.WrongLaboratory)]
    [InlineData(Discrepancy.Lost, OtifFault.BoxAway)]
    public void A_delivery_in_time_with_something_wrong_in_a_box_is_not_in_full(Discrepancy wrong, OtifFault fault)
    {
        Delivery("CW01", 1, "LAB1", 40, true, Box("BX-1", 40, [wrong]), Box("BX-2", 40, []));
        var line = Assert.Single(DeliveryLine.Of(views));
        Assert.Equal((Otif.No, fault), (line.Otif, Assert.Single(line.Faults)));
    }

    [Fact]
    public void What_is_wrong_with_the_next_use_of_a_box_takes_nothing_from_the_delivery()
    {
        Delivery("CW01", 1, "LAB1", 40, true, Box("BX-1", 40, [Discrepancy.NotDisinfected, Discrepancy.HalfHandover]));
        Assert.Equal(Otif.Yes, Assert.Single(DeliveryLine.Of(views)).Otif);
    }

    [Fact]
    public void A_delivery_whose_box_has_no_record_of_it_is_not_known_to_be_in_full_and_counts_in_no_share()
    {
        Delivery("CW01", 1, "LAB1", 40, true, new DeliveryBoxView(Code.Parse<BoxId>("BX-9"), BoxPlace.Received, null, 180, null, At(40), At(41)));
        var count = DeliveryCount.Of("", DeliveryLine.Of(views));
        Assert.Equal((1, 0, null), (count.WithinTarget, count.OtifJudged, count.OtifPercent));
    }

    [Fact]
    public void A_box_that_went_round_twice_is_judged_by_the_round_that_this_delivery_was()
    {
        Delivery("CW01", 1, "LAB1", 40, true, Box("BX-1", 40, [Discrepancy.MissingTubes]));
        Delivery("CW01", 2, "LAB1", 400, true, Box("BX-1", 400, []));
        Put("box", "BX-1", BoxOf("BX-1", BoxPlace.Received, Cycle(1, 40, [Discrepancy.MissingTubes]), Cycle(2, 400, [])));
        Assert.Equal([Otif.No, Otif.Yes], DeliveryLine.Of(views).Select(l => l.Otif));
    }

    [Fact]
    public void An_alarm_that_came_before_the_target_foretold_and_one_after_it_did_not()
    {
        FourDeliveries();
        Incident(CauseKind.AtRisk, "2020-09-06/CW02/1", 60);
        Incident(CauseKind.AtRisk, "2020-09-06/CW01/1", 20);
        var foretold = Report(Day).Foretold;
        Assert.Equal((2, 1, 1, 0, 1, 0), (foretold.Alarms, foretold.CameTrue, foretold.CameInTime, foretold.Undecided, foretold.LateForetold, foretold.LateUnforetold));
        Assert.Equal(30, foretold.MinutesAhead.P50);

        Put("incident", "AtRisk:2020-09-06/CW02/1", IncidentOf(CauseKind.AtRisk, "2020-09-06/CW02/1", 95, null));
        Assert.Equal((0, 1), (Report(Day).Foretold.LateForetold, Report(Day).Foretold.LateUnforetold));
    }

    [Fact]
    public void Minutes_to_acknowledge_are_from_the_desks_being_told_to_the_first_who_takes_it()
    {
        Incident(CauseKind.Late, "2020-09-06/CW01/1", 10, acknowledgedAfter: 2);
        Incident(CauseKind.Late, "2020-09-06/CW02/1", 10, acknowledgedAfter: 6);
        Incident(CauseKind.Late, "2020-09-06/CW03/1", 10);
        var late = Assert.Single(Report(Day).ByCause);
        Assert.Equal(("late", 3, 2, 2.0, 6.0), (late.Cause, late.Raised, late.Acknowledged, late.MinutesToAcknowledge.P50, late.MinutesToAcknowledge.P95));
    }

    [Fact]
    public void With_several_days_each_has_its_own_and_the_programme_has_all()
    {
        FourDeliveries();
        Delivery("CW01", 1, "LAB1", 1440 + 40, true, Next, Box("BX-7", 1440 + 40, []));
        Incident(CauseKind.Late, "2020-09-07/CW01/1", 1440 + 10);
        Put("dock", "LAB1-D9", new DockView(Code.Parse<DockId>("LAB1-D9"), Code.Parse<SiteId>("LAB1"), 9, [new UnloadView(null, At(1440), At(1441), 60.5, [])]));
        Assert.Equal([Day, Next], Report(Day).Dates);
        Assert.Equal((4, 1, 5), (Report(Day).Deliveries.All, Report(Next).Deliveries.All, Report(null).Deliveries.All));
        Assert.Equal((1, 1, 2), (Report(Day).Incidents.Raised, Report(Next).Incidents.Raised, Report(null).Incidents.Raised));
        Assert.Equal((3, 1, 4), (Report(Day).UnloadSeconds.All.Count, Report(Next).UnloadSeconds.All.Count, Report(null).UnloadSeconds.All.Count));
        Assert.Equal((540, 180, 720), (Report(Day).Boxes.TubesPacked, Report(Next).Boxes.TubesPacked, Report(null).Boxes.TubesPacked));
    }

    [Fact]
    public void Hours_are_the_programmes_and_not_the_machines()
    {
        FourDeliveries();
        Assert.Equal([12, 13], Report(Day).TransportMinutes.ByHour.Select(h => h.Hour));
    }

    [Fact]
    public void The_table_has_every_figure_once_and_names_the_zone_of_its_times()
    {
        FourDeliveries();
        var report = Report(Day);
        var rows = CsvText.Rows(FiguresCsv.Of(report, Hongkong)).Select(r => r.Cells).ToArray();
        Assert.Equal(FiguresCsv.Columns, rows[0]);
        Assert.Empty(rows.GroupBy(r => (r[0], r[1], r[2])).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.Equal("2", Assert.Single(rows, r => r[0] == "deliveries" && r[2] == "within_target")[3]);
        Assert.Equal("2020-09-06T14:00:00+08:00", Assert.Single(rows, r => r[2] == "as_of (Asia/Hong_Kong)")[3]);
        var deliveries = CsvText.Rows(DeliveriesCsv.Of(report.Lines, Hongkong)).Select(r => r.Cells).ToArray();
        Assert.Equal((5, 1), (deliveries.Length, deliveries.Select(r => r.Count).Distinct().Count()));
        Assert.Contains("unloaded (Asia/Hong_Kong)", deliveries[0]);
        Assert.Contains("2020-09-06T12:40:00+08:00", deliveries[1]);
    }

    [Fact]
    public void The_json_has_times_with_their_offset_and_the_zone_by_name()
    {
        FourDeliveries();
        var json = JsonDocument.Parse(ReportJson.Of(Report(Day), null, Hongkong)).RootElement;
        Assert.Equal("Asia/Hong_Kong", json.GetProperty("zone").GetString());
        var report = json.GetProperty("report");
        Assert.Equal((4, 66.7), (report.GetProperty("deliveries").GetProperty("all").GetInt32(), report.GetProperty("deliveries").GetProperty("within_target_percent").GetDouble()));
        Assert.EndsWith("+08:00", report.GetProperty("lines")[0].GetProperty("unloaded_at").GetString(), StringComparison.Ordinal);
    }

    /// <summary>Two in time (one of them with a tube missing), one late by 10 minutes, one on the road.</summary>
    void FourDeliveries()
    {
        Delivery("CW01", 1, "LAB1", 40, true, Box("BX-1", 40, []));
        Delivery("CW02", 1, "LAB1", 100, false, Box("BX-2", 100, []));
        Delivery("CW03", 1, "LAB2", 60, true, Box("BX-3", 60, [Discrepancy.MissingTubes]));
        Delivery("CW01", 2, "LAB1", null, null, new DeliveryBoxView(Code.Parse<BoxId>("BX-4"), BoxPlace.WithCarrier, null, 0, At(70), null, null));
        Put("box", "BX-4", BoxOf("BX-4", BoxPlace.Unaccounted));
        Put("site", "CW01", new SiteView(Code.Parse<SiteId>("CW01"), "Centre", "中心", "CW", 0, 0, 1, SiteRole.Centre, null, null, 90, [], [], new AccountView(0, 0, 0, 0), [], 0, 2));
        Put("vehicle", "V001", new VehicleView(Code.Parse<VehicleId>("V001"), null, new AccountView(0, 0, 0, 0), [], [new VisitView(Code.Parse<SiteId>("LAB1"), At(37), At(50), "beacon")], null, []));
        Put("dock", "LAB1-D1", new DockView(Code.Parse<DockId>("LAB1-D1"), Code.Parse<SiteId>("LAB1"), 1,
            [new UnloadView(Code.Parse<VehicleId>("V001"), At(39), At(40), 45, [Code.Parse<BoxId>("BX-1")]), new UnloadView(null, At(98), At(100), 75, []), new UnloadView(null, At(59), At(60), 30, [])]));
        Put("plan", "2020-09-06", new PlanView(Day, [new PlannedTrip(Code.Parse<TripId>("T1"), Code.Parse<VehicleId>("V001"), TripKind.Specimen, [])]));
        Incident(CauseKind.Late, "2020-09-06/CW02/1", 90);
    }

    ReportFigures Report(DateOnly? date) => ReportFigures.Of(views, null, Hongkong, At(120), date);

    void Delivery(string site, int session, string laboratory, double? unloaded, bool? within, params DeliveryBoxView[] boxes) => Delivery(site, session, laboratory, unloaded, within, Day, boxes);

    void Delivery(string site, int session, string laboratory, double? unloaded, bool? within, DateOnly date, params DeliveryBoxView[] boxes)
    {
        var id = new DeliveryId(date, Code.Parse<SiteId>(site), session);
        var closed = date == Day ? session == 1 ? At(0) : At(360) : At(1440);
        var at = unloaded is { } minutes ? At(minutes) : (Instant?)null;
        Put("delivery", id.Value, new DeliveryView(
            id, site, site, Code.Parse<SiteId>(laboratory), At(-300), closed, closed, false, 90, closed + TimeSpan.FromMinutes(90), at is null ? DeliveryStage.OnRoad : DeliveryStage.Received, within, true, At(10), at, at, null, false, null, boxes));
    }

    DeliveryBoxView Box(string id, double unloaded, Discrepancy[] wrong)
    {
        Put("box", id, BoxOf(id, BoxPlace.Received, Cycle(1, unloaded, wrong)));
        return new DeliveryBoxView(Code.Parse<BoxId>(id), BoxPlace.Received, null, 180, At(10), At(unloaded), At(unloaded + 1));
    }

    static BoxView BoxOf(string id, BoxPlace place, params CycleView[] cycles) =>
        new(Code.Parse<BoxId>(id), null, null, place, null, null, false, SealState.None, 0, 0, null, null, [], cycles);

    static CycleView Cycle(int number, double unloaded, Discrepancy[] wrong) =>
        new(number, BoxPlace.Received, null, SealState.Closed, 180, 179, null, null, At(unloaded - 45), null, At(unloaded), [], wrong) { ReceivedAt = At(unloaded + 1) };

    void Incident(CauseKind cause, string delivery, double raised, double? acknowledgedAfter = null) => Put("incident", $"{cause}:{delivery}", IncidentOf(cause, delivery, raised, acknowledgedAfter));

    static IncidentView IncidentOf(CauseKind cause, string delivery, double raised, double? acknowledgedAfter) => new(
        $"{cause}:{delivery}", cause, Severity.Red, IncidentStatus.Open, Subject.Of(Code.Parse<DeliveryId>(delivery)), At(raised), At(raised), null, null, [], [])
    {
        Acts = acknowledgedAfter is { } after ? [new IncidentActView(IncidentAct.Acknowledge, At(raised + after), null, null, null)] : [],
    };

    void Put<T>(string kind, string id, T view) => views.Apply(new EntityRow(kind, id, ++position, position, 0, ViewJson.Write(view)));

    static Instant At(double minutes) => Noon + TimeSpan.FromMinutes(minutes);
}

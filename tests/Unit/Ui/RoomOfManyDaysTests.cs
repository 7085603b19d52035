using CsCheck;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui;
using SpecimenLogistics.Unit.Loops;
using static SpecimenLogistics.Unit.Loops.ManyDays;

namespace SpecimenLogistics.Unit.Ui;

/// <summary>What the room shows is of a day, and is the same as if all days had been gone through.</summary>
public sealed class RoomOfManyDaysTests
{
    static readonly RowMaker s_maker = new(new Forecaster(new Dictionary<string, SiteView>(), new Dictionary<string, VehicleView>(), new Dictionary<string, Standing>(), [], At(3, 12)), new Dictionary<string, SiteView>(), 15);

    static DeliveryView Of(int day, int centre, int session, int state) => Delivery(Call(day, centre, session), At(day, 10)) with
    {
        UnloadedAt = state == 0 ? At(day, 11) : null,
        WithinTarget = state switch { 0 => true, 1 => false, _ => null },
        Stage = state == 4 ? DeliveryStage.Cancelled : DeliveryStage.Planned,
        TargetAt = state == 5 ? new Instant(0) : At(day, 11.5),
    };

    [Fact]
    public void The_wave_is_made_from_the_rows_that_it_shows() => Gen.Select(Gen.Select(Gen.Int[0, 5], Gen.Int[1, 4], Gen.Int[1, 2], Gen.Int[0, 5]).Array[0, 40], Gen.Int[0, 5]).Sample((all, today) =>
    {
        DeliveryView[] deliveries = [.. all.DistinctBy(d => (d.Item1, d.Item2, d.Item3)).Select(d => Of(d.Item1, d.Item2, d.Item3, d.Item4))];
        var date = new DateOnly(2020, 9, 6).AddDays(today);
        Wave? From(IEnumerable<DeliveryView> some) => Wave.Of([.. some.Select(d => s_maker.Of(d, At(3, 12))).OfType<DeliveryRow>()], date);
        var (whole, shown) = (From(deliveries), From(Wave.Shown(deliveries.Where(RowMaker.HasRow), date)));
        Assert.Equal((whole?.Date, whole?.Session), (shown?.Date, shown?.Session));
        Assert.Equal(whole?.Rows, shown?.Rows);
        Assert.Equal(whole?.Behind, shown?.Behind);
        Assert.Equal(whole?.Board, shown?.Board);
        Assert.Equal(whole?.Day, shown?.Day);
    }, iter: 2000);

    [Fact]
    public void No_row_is_made_of_what_was_done_on_other_days()
    {
        DeliveryView[] all = [.. Enumerable.Range(0, 20).SelectMany(day => new[] { Of(day, 1, 1, 0), Of(day, 2, 1, day == 7 ? 1 : 0) }), Of(20, 1, 1, 2)];
        Assert.Equal([Call(7, 2), Call(19, 1), Call(19, 2)], Wave.Shown(all, new DateOnly(2020, 9, 6).AddDays(19)).Select(d => d.Id));
    }

    static IncidentView Incident(string id, CauseKind cause, IncidentStatus status, Instant raised) => new(
        id, cause, Severity.Amber, status, new Subject(SubjectKind.Vehicle, "V001"), raised, raised, status is IncidentStatus.Open or IncidentStatus.Acknowledged ? null : raised + TimeSpan.FromMinutes(9), null, [], []);

    static readonly Gen<IncidentView[]> s_incidents = Gen.Select(Gen.Enum<IncidentStatus>(), Gen.Int[0, 3], Gen.Int[0, 400]).Array[0, 60]
        .Select(all => all.Select((one, i) => Incident($"I{i}", (CauseKind)one.Item2, one.Item1, At(0, one.Item3 / 4.0))).ToArray());

    [Fact]
    public void Open_lines_are_those_of_all_lines_that_are_open() => s_incidents.Sample(incidents =>
    {
        var words = Lexicon.For(Lexicon.English);
        var open = IncidentLine.Of(incidents, [], words, At(5, 0)).Where(l => l.Status is IncidentStatus.Open or IncidentStatus.Acknowledged);
        Assert.Equal(open.Select(Said), IncidentLine.OpenOf(incidents, [], words, At(5, 0)).Select(Said));
    }, iter: 500);

    static string Said(IncidentLine line) => $"{line.Id} {line.Status} {line.Title} {line.Raised} {string.Join(',', line.Members.Select(m => m.Id))}";

    [Theory]
    [InlineData("Asia/Hong_Kong")]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Etc/GMT+12")]
    public void Those_that_are_over_are_counted_on_the_zones_own_day(string zone)
    {
        var times = new ZonedTimes(zone);
        IncidentView[] incidents = [.. Enumerable.Range(0, 24 * 4 * 5).Select(q => Incident($"I{q}", CauseKind.Late, q % 2 == 0 ? IncidentStatus.Resolved : IncidentStatus.Withdrawn, At(0, q / 4.0)))];
        var list = IncidentList.Of(incidents, [], new DateOnly(2020, 9, 8), times);
        Assert.Equal((48, 48), (list.Resolved, list.Withdrawn));
    }
}

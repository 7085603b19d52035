using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Grains;

namespace SpecimenLogistics.Unit.Keeping;

public sealed class What_verification_makes_anew
{
    static readonly RoadNotice Notice = new("Tunnel", new GeoPoint(22.29, 114.18), new GeoPoint(22.31, 114.18), new Instant(1), null, "flooded");

    [Fact]
    public void Is_no_view_where_none_is_kept_a_notice_of_a_day_without_a_plan_and_limits_of_a_programme_that_was_not_set()
    {
        Assert.Null(View("plan/2020-09-06", Notice));
        Assert.Null(View("programme/programme", new LimitsSet(TemperatureLimits.Usual)));
        Assert.NotNull(View("plan/2020-09-06", Notice, new PlanMade(new DateOnly(2020, 9, 6), [])));
    }

    static byte[]? View(string stream, params Fact[] facts) => Refold.View(stream, [.. facts.Select((fact, i) => new JournalRow(stream, i + 1, new Recorded(
        new Guid(i, 0, 0, new byte[8]), new Stamp(new Instant(i), "", 0, 0, 0), TimeSpan.Zero, null, new Instant(0), null, null, null, fact).ToEnvelope(), 0, []))]);
}

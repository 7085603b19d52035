using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>When one box's scan at the dock is missing, or one box comes with another load.</summary>
public sealed class A_delivery_that_came_in_parts
{
    static readonly DeliveryId Id = new(new DateOnly(2020, 9, 6), Code.Parse<SiteId>("CW01"), 2);

    static Instant At(double minute) => Facts.Morning + TimeSpan.FromMinutes(minute);

    /// <summary>Closed at minute 0 with a target of 90.</summary>
    static DeliverySummary Of(params CycleSummary[] boxes) => new(
        Id.Site, "Hong Kong Park", "香港公園", null, At(-300), At(0), At(0), TimeSpan.Zero, 90,
        [.. boxes.Select((b, i) => new DeliveredBox(Code.Parse<BoxId>($"BX-000{i}"), true, 7, b))]);

    static CycleSummary Box(double collected, double? unloaded, double? received) => new(
        1, BoxPlace.WithCarrier, Code.Parse<Party>("centre:CW01"), 7, 0, At(-10), At(collected), Code.Parse<Party>("vehicle:V001"), unloaded is { } u ? At(u) : null, null, null,
        received is { } r ? At(r) : null, null, [new Span(Code.Parse<Party>("vehicle:V001"), At(collected), false)], [], TimeSpan.Zero);

    static bool? WithinTarget(params CycleSummary[] boxes) => Verdict.Of(Of(boxes), new HashSet<Deadline>()).WithinTarget;

    [Fact]
    public void Is_neither_late_nor_in_time_when_nobody_scanned_the_dock_and_the_door_was_just_after_the_target()
    {
        Assert.True(WithinTarget(Box(10, 80, 82), Box(10, null, 90)));
        Assert.Null(WithinTarget(Box(10, 80, 82), Box(10, null, 95)));
        Assert.Null(WithinTarget(Box(10, 80, 82), Box(10, null, 100)));
        Assert.False(WithinTarget(Box(10, 80, 82), Box(10, null, 101)));
        Assert.False(WithinTarget(Box(10, 91, 93), Box(10, null, 95)));
    }

    [Fact]
    public void Asks_for_a_box_that_should_have_come_with_the_others_and_not_for_one_fetched_later()
    {
        Assert.Equal([At(70)], Asked(Box(10, 40, 42), Box(11, null, null)));
        Assert.Empty(Asked(Box(10, 40, 42), Box(60, null, null)));
    }

    static IEnumerable<Instant> Asked(params CycleSummary[] boxes) => DeliveryState.Start(Id.Value)
        .Apply(new Recorded(new Guid(1, 0, 0, new byte[8]), new Stamp(At(65), "", 1, 1, 0), TimeSpan.Zero, null, At(65), null, null, null, new Learned(Subject.Of(Id.Site), 1, Of(boxes))))
        .Deadlines().Where(d => d.What == DeadlineKind.NotSetDown).Select(d => d.DueAt);
}

using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Unit.Ingest;

public sealed class RepeatTests
{
    const string Topic = "v1/vehicles/V001/position";
    static Lane Vehicle(params SeenRange[] seen) => new("V001", DeviceClass.Vehicle, "vehicle:V001", null, seen: seen);

    [Fact]
    public async Task A_repeat_is_acknowledged_and_not_stored_again()
    {
        using var lane = Vehicle();
        await lane.Publish(Topic, Publishing.Positions(1, 2));
        await lane.Publish(Topic, Publishing.Positions(2, 1));
        Assert.Equal(2, lane.Connection.Acknowledged);
        Assert.Single(lane.Track.Batches);
        Assert.Equal(2, lane.Counts.DuplicatesIgnored);
    }

    [Fact]
    public async Task What_is_new_in_a_repeat_is_stored()
    {
        using var lane = Vehicle();
        await lane.Publish(Topic, Publishing.Positions(1, 5));
        await lane.Publish(Topic, Publishing.Positions(1, 2, 5, 3));
        Assert.Equal([1L, 5, 2, 3], lane.Track.Batches.SelectMany(b => b.Positions).Select(p => p.Seq));
    }

    [Fact]
    public async Task A_copy_in_the_same_batch_waits_for_the_first()
    {
        using var lane = Vehicle();
        await lane.Publish((Topic, Publishing.Positions(1)), (Topic, Publishing.Positions(1)), (Topic, Publishing.Positions(1, 1, 2)));
        Assert.Equal(3, lane.Connection.Acknowledged);
        Assert.Equal([1L, 2], lane.Track.Batches.SelectMany(b => b.Positions).Select(p => p.Seq));
        Assert.Equal(3, lane.Counts.DuplicatesIgnored);
    }

    [Fact]
    public async Task What_was_stored_before_a_restart_is_known_after_it()
    {
        using var lane = Vehicle(new SeenRange("V001", 7, 10, 20), new SeenRange("V001", 6, 1, 9));
        await lane.Publish(Topic, Publishing.Positions(9, 10, 20, 21));
        Assert.Equal([9L, 21], lane.Track.Batches.SelectMany(b => b.Positions).Select(p => p.Seq));
    }

    [Fact]
    public async Task A_clock_from_before_a_restart_is_not_measured_again()
    {
        var clock = new ClockView(7, Instant.From(Gateway.Noon), 0, TimeSpan.FromSeconds(3), false);
        using var lane = new Lane("V001", DeviceClass.Vehicle, "vehicle:V001", [clock]);
        await lane.Publish(Topic, Publishing.Positions(1));
        Assert.Empty(lane.Grains.Facts);
        Assert.Equal(Instant.From(Gateway.Noon) + TimeSpan.FromMilliseconds(Publishing.UpMs), new Instant(lane.Track.Batches.Single().Positions[0].OccurredAt));
    }

    [Fact]
    public async Task A_failed_commit_marks_nothing_as_seen()
    {
        using var lane = Vehicle();
        lane.Track.FailNext(2);
        await lane.Publish(Topic, Publishing.Positions(1));
        Assert.Equal((0, 0), (lane.Connection.Acknowledged, lane.Track.Rows));
        Assert.Equal(SpecimenLogistics.Ingest.Refusal.NotStored, lane.Connection.Closed);
    }
}

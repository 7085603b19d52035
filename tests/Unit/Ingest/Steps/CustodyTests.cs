using SpecimenLogistics.Domain;
using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Unit.Ingest;

public sealed class CustodyTests
{
    const string Topic = "v1/scanners/S001/scan";

    static ScanItem Pack(long seq, string box, string tube) => new(seq, Publishing.UpMs + seq, Publishing.At + seq, Act.Pack) { Box = box, Tube = tube };
    static byte[] Scans(params ScanItem[] scans) => Wire.Write(Publishing.Envelope(scans));
    static Lane Scanner() => new("S001", Domain.DeviceClass.Scanner, "centre:CW01");

    [Fact]
    public async Task A_batch_is_one_call_for_each_stream_with_its_facts_in_order()
    {
        using var lane = Scanner();
        lane.Grains.Commit.Shut();
        var first = lane.Publish(Topic, Scans(Pack(1, "BX-0001", "T1")));
        await Publishing.Until(() => lane.Grains.Commit.Waiting == 1);
        var second = lane.Publish(
            (Topic, Scans(Pack(2, "BX-0002", "T2"), Pack(3, "BX-0001", "T3"))),
            (Topic, Scans(Pack(4, "BX-0001", "T4"))));
        lane.Grains.Commit.Open();
        await first;
        await second;

        Assert.Equal([("BX-0001", 1), ("BX-0001", 2), ("BX-0002", 1)],
            lane.Grains.Calls.Where(c => c.About.Kind == SubjectKind.Box).Select(c => (c.About.Id, c.Count)).OrderBy(c => c));
        Assert.Equal([1L, 3, 4], lane.Grains.About("box/BX-0001").Select(f => f.Stamp.Seq));
    }

    [Fact]
    public async Task A_clock_is_on_disk_before_the_first_fact_that_it_dates()
    {
        using var lane = Scanner();
        await lane.Publish(Topic, Scans(Pack(1, "BX-0001", "T1")));
        Assert.Equal(["device", "box"], lane.Grains.Facts.Select(f => Subject.Word(f.About.Kind)));
        var clock = Assert.IsType<ClockMeasured>(lane.Grains.Facts.First().Fact.Fact);
        Assert.Equal((7u, true), (clock.Boot, clock.Trusted));
    }

    [Fact]
    public async Task A_clock_that_cannot_be_stored_dates_nothing()
    {
        using var lane = Scanner();
        lane.Grains.Fails = subject => subject.Kind == SubjectKind.Device;
        await lane.Publish(Topic, Scans(Pack(1, "BX-0001", "T1")));
        Assert.True(lane.Connection.IsClosed);
        Assert.Empty(lane.Grains.Facts);
        Assert.Equal(0, lane.Connection.Acknowledged);
    }

    [Fact]
    public async Task What_is_on_disk_of_a_failed_batch_is_not_stored_twice()
    {
        using var lane = Scanner();
        lane.Grains.Fails = subject => subject.Id == "BX-0002";
        await lane.Publish(Topic, Scans(Pack(1, "BX-0001", "T1"), Pack(2, "BX-0002", "T2")));
        Assert.Equal(0, lane.Connection.Acknowledged);
        Assert.Single(lane.Grains.About("box/BX-0001"));
    }

    [Fact]
    public async Task The_devices_own_time_is_kept_beside_the_time_it_happened()
    {
        using var lane = Scanner();
        var scan = Pack(1, "BX-0001", "T1") with { Staff = "P1", SecondStaff = "P2" };
        lane.Programme.Advance(TimeSpan.FromSeconds(2));
        await lane.Publish(Topic, Scans(scan));
        var fact = Assert.Single(lane.Grains.About("box/BX-0001"));
        Assert.Equal(Instant.FromMilliseconds(scan.At), fact.DeviceAt);
        Assert.Equal(Instant.FromMilliseconds(scan.At), fact.Stamp.OccurredAt);
        Assert.Equal(Instant.From(lane.Programme.GetUtcNow()), fact.ReceivedAt);
        Assert.Equal(("P1", "P2"), (fact.Actor?.Value, fact.SecondActor?.Value));
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(6, 1)]
    public async Task A_fact_counts_as_late_five_minutes_after_it_happened(int minutes, int late)
    {
        using var lane = Scanner();
        var (hello, scan) = (new Envelope<PositionItem>(7, Publishing.UpMs, Publishing.At, []), Pack(1, "BX-0001", "T1"));
        await lane.Publish("v1/scanners/S001/hello", Wire.Write(hello));
        lane.Programme.Advance(TimeSpan.FromMinutes(minutes));
        await lane.Publish(Topic, Scans(scan));
        Assert.Equal(late, lane.Counts.LateArrivals);
    }
}

using MQTTnet.Formatter;
using SpecimenLogistics.Tests.Mqtt;

namespace SpecimenLogistics.Unit.Ingest;

public sealed class AcknowledgementTests
{
    [Theory]
    [InlineData(MqttProtocolVersion.V311)]
    [InlineData(MqttProtocolVersion.V500)]
    public async Task A_publish_is_acknowledged_only_after_its_commit(MqttProtocolVersion version)
    {
        await using var gateway = await Gateway.Start();
        var client = await gateway.Connect(version: version);
        gateway.Track.Commit.Shut();

        var publish = client.SendFix(1);
        await Publishing.Until(() => gateway.Track.Commit.Waiting == 1);
        Assert.False(publish.IsCompleted);
        Assert.Equal(0, gateway.Counts.MessagesAcknowledged);

        gateway.Track.Commit.Open();
        Assert.True((await publish).IsSuccess);
        Assert.Equal(1, gateway.Track.Rows);
        await Publishing.Until(() => gateway.Counts is { Inbox: 0, MessagesAcknowledged: 1 });
    }

    [Fact]
    public async Task What_comes_while_a_batch_commits_is_the_next_batch()
    {
        await using var gateway = await Gateway.Start();
        var client = await gateway.Connect();
        gateway.Track.Commit.Shut();

        var first = client.SendFix(1);
        await Publishing.Until(() => gateway.Track.Commit.Waiting == 1);
        var others = Enumerable.Range(2, 19).Select(seq => client.SendFix(seq)).ToArray();
        await Publishing.Until(() => gateway.Counts.Inbox == 20);
        Assert.All(others, publish => Assert.False(publish.IsCompleted));

        gateway.Track.Commit.Open();
        await first;
        await Task.WhenAll(others);
        Assert.Equal([1, 19], gateway.Track.Batches.Select(batch => batch.Positions.Count));
        Assert.Equal(Enumerable.Range(1, 20).Select(seq => (long)seq), gateway.Track.Batches.SelectMany(batch => batch.Positions).Select(p => p.Seq));
    }

    [Fact]
    public async Task Acknowledgements_come_in_the_order_of_arrival()
    {
        await using var gateway = await Gateway.Start();
        using var device = await RawDevice.SignOn(gateway);
        ushort[] packets = [7, 3, 900, 1, 65_535, 2];
        await device.Write([.. packets.SelectMany(RawDevice.Fix)]);
        Assert.Equal(packets.SelectMany(MqttBytes.PubAck), await device.Read(4 * packets.Length));
    }

    [Fact]
    public async Task A_full_inbox_stops_the_reading_and_loses_nothing()
    {
        await using var gateway = await Gateway.Start(o => o.MaxPending = 4);
        using var device = await RawDevice.SignOn(gateway);
        gateway.Track.Commit.Shut();
        await device.Write(RawDevice.Fix(1));
        await Publishing.Until(() => gateway.Track.Commit.Waiting == 1);
        for (ushort packet = 2; packet <= 40; packet++) await device.Write(RawDevice.Fix(packet));
        await Publishing.Until(() => gateway.Counts.Inbox == 5);
        Assert.Equal(5, gateway.Counts.MessagesReceived);

        gateway.Track.Commit.Open();
        await device.Read(4 * 40);
        Assert.Equal(40, gateway.Track.Rows);
    }

    [Fact]
    public async Task A_write_that_fails_once_is_tried_again()
    {
        await using var gateway = await Gateway.Start();
        var client = await gateway.Connect();
        gateway.Track.FailNext(1);
        Assert.True((await client.SendFix(1)).IsSuccess);
        Assert.Equal(1, gateway.Counts.Other["retries"]);
    }

    [Fact]
    public async Task What_cannot_be_stored_is_not_acknowledged_and_comes_again()
    {
        await using var gateway = await Gateway.Start(o => o.WriteAttempts = 2);
        using var device = await RawDevice.SignOn(gateway);
        gateway.Track.FailNext(2);
        await device.Write(RawDevice.Fix(1));
        Assert.Empty(await device.ReadToEnd());
        Assert.Equal(1, gateway.Counts.Refusals["not_stored"]);

        using var again = await RawDevice.SignOn(gateway);
        await again.Write(RawDevice.Fix(1));
        Assert.Equal(MqttBytes.PubAck(1), await again.Read(4));
        Assert.Equal((1, 0L), (gateway.Track.Rows, gateway.Counts.DuplicatesIgnored));
    }

    [Fact]
    public async Task A_write_without_an_answer_has_an_unknown_outcome()
    {
        await using var gateway = await Gateway.Start(o => (o.WriteAttempts, o.WriteDeadline) = (1, TimeSpan.FromMilliseconds(100)));
        using var device = await RawDevice.SignOn(gateway);
        gateway.Track.Commit.Shut();
        await device.Write(RawDevice.Fix(1));
        Assert.Empty(await device.ReadToEnd());
        Assert.Equal(0, gateway.Counts.MessagesAcknowledged);
    }
}

using MQTTnet.Formatter;

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
        await Publishing.Until(() => gateway.Counts.Inbox == 1);
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
        await Publishing.Until(() => gateway.Counts.Inbox == 1);
        var others = Enumerable.Range(2, 19).Select(seq => client.SendFix(seq)).ToArray();
        await Publishing.Until(() => gateway.Counts.Inbox == 20);
        Assert.All(others, publish => Assert.False(publish.IsCompleted));

        gateway.Track.Commit.Open();
        await first;
        await Task.WhenAll(others);
        Assert.Equal([1, 19], gateway.Track.Batches.Select(batch => batch.Positions.Count));
        Assert.Equal(Enumerable.Range(1, 20).Select(seq => (long)seq), gateway.Track.Batches.SelectMany(batch => batch.Positions).Select(p => p.Seq));
    }
}

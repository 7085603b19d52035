using System.Buffers;
using System.Text;
using SpecimenLogistics.Simulators.Fleet.Mqtt;

namespace SpecimenLogistics.Unit.Simulators;

public sealed class MqttLinkTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 30_000)]
    [InlineData((int)MqttVersion.V311)]
    [InlineData((int)MqttVersion.V5)]
    public async Task A_foreign_broker_understands_and_acknowledges_what_we_publish(int version)
    {
        await using var broker = await Recorder.StartAsync();
        using var link = await MqttLink.OpenAsync(broker.Address, (MqttVersion)version, "V001", "secret", 60, Cancel);
        var acknowledged = new HashSet<ushort>();
        var all = new TaskCompletionSource();
        var reading = link.ReadAsync(ids =>
        {
            foreach (var id in ids) acknowledged.Add(id);
            if (acknowledged.Count == 300) all.SetResult();
        });
        for (ushort id = 1; id <= 300; id++) link.Send(Publish(link, "v1/vehicles/V001/position", new string('x', id * 7), id));
        await all.Task.WaitAsync(Cancel);
        Assert.Equal(Enumerable.Range(1, 300).Select(n => new string('x', n * 7)), broker.Heard.Select(h => h.Payload));
        Assert.All(broker.Heard, h => Assert.Equal(("V001", "v1/vehicles/V001/position"), (h.Client, h.Topic)));
        link.Dispose();
        await Assert.ThrowsAnyAsync<Exception>(() => reading);
    }

    [Fact(Timeout = 30_000)]
    public async Task More_than_the_socket_takes_at_once_still_arrives_whole_and_in_order()
    {
        await using var broker = await Recorder.StartAsync();
        using var link = await MqttLink.OpenAsync(broker.Address, MqttVersion.V5, "V001", "secret", 60, Cancel);
        var count = 0;
        var all = new TaskCompletionSource();
        _ = link.ReadAsync(ids => { if ((count += ids.Length) == 400) all.SetResult(); });
        for (ushort id = 1; id <= 400; id++) link.Send(Publish(link, "t", id + new string('y', 60_000), id));
        await all.Task.WaitAsync(Cancel);
        Assert.Equal(Enumerable.Range(1, 400).Select(n => n + new string('y', 60_000)), broker.Heard.Select(h => h.Payload));
    }

    [Theory(Timeout = 30_000)]
    [InlineData((int)MqttVersion.V311)]
    [InlineData((int)MqttVersion.V5)]
    public async Task A_wrong_secret_is_told_as_a_refusal(int version)
    {
        await using var broker = await Recorder.StartAsync(onlySecret: "right");
        await Assert.ThrowsAsync<MqttRefused>(() => MqttLink.OpenAsync(broker.Address, (MqttVersion)version, "V001", "wrong", 60, Cancel));
    }

    [Theory(Timeout = 30_000)]
    [InlineData((int)MqttVersion.V311)]
    [InlineData((int)MqttVersion.V5)]
    public async Task What_a_foreign_broker_publishes_to_us_is_taken_whole_and_acknowledged(int version)
    {
        await using var broker = await Recorder.StartAsync();
        using var link = await MqttLink.OpenAsync(broker.Address, (MqttVersion)version, "S-V001", "secret", 60, Cancel);
        var heard = System.Threading.Channels.Channel.CreateUnbounded<string>();
        _ = link.ReadAsync(_ => { }, payload => heard.Writer.TryWrite(Encoding.UTF8.GetString(payload.Span)));
        var subscribe = new ArrayBufferWriter<byte>();
        Packets.Subscribe(subscribe, link.Version, Encoding.UTF8.GetBytes("v1/vehicles/V001/instructions"), 7);
        link.Send(subscribe.WrittenSpan);
        string[] told = ["turn left", new('z', 40_000), "turn right"];
        await broker.SubscribedAsync("S-V001", Cancel);
        foreach (var each in told) await broker.TellAsync("v1/vehicles/V001/instructions", each);
        foreach (var each in told) Assert.Equal(each, await heard.Reader.ReadAsync(Cancel));
        while (broker.Taken < told.Length) await Task.Delay(10, Cancel);
    }

    [Fact]
    public void The_reader_takes_any_split_of_the_bytes()
    {
        byte[] bytes = [0x40, 2, 0, 7, 0xD0, 0, 0x40, 4, 1, 0, 0x10, 0, 0x40, 3, 0, 9, 0];
        for (var step = 1; step <= bytes.Length; step++)
        {
            var reader = new PacketReader();
            var ids = new List<ushort>();
            foreach (var some in bytes.Chunk(step))
            {
                some.CopyTo(reader.Free());
                reader.Received(some.Length);
                while (reader.TryRead(out var kind, out var body))
                    if (kind == PacketKind.PubAck) ids.Add(PacketReader.PubAck(body));
            }
            Assert.Equal([7, 256, 9], ids);
        }
    }

    [Fact]
    public void A_publish_that_was_not_taken_is_not_read_as_acknowledged() =>
        Assert.Throws<MqttBroken>(() => PacketReader.PubAck([0, 7, 0x97]));

    [Fact]
    public void A_length_of_five_bytes_and_a_packet_that_is_too_large_are_refused()
    {
        var reader = new PacketReader(16);
        new byte[] { 0x30, 0xFF, 0xFF, 0xFF, 0xFF }.CopyTo(reader.Free());
        reader.Received(5);
        Assert.Throws<MqttBroken>(() => reader.TryRead(out _, out _));
        var full = new PacketReader(4);
        new byte[] { 0x30, 0xFF, 0xFF, 0x7F }.CopyTo(full.Free());
        full.Received(4);
        Assert.False(full.TryRead(out _, out _));
        var most = Assert.Throws<MqttBroken>(() =>
        {
            for (var tries = 0; tries < 20; tries++) full.Received(full.Free().Length);
        });
        Assert.Contains("65536", most.Message);
    }

    static ReadOnlySpan<byte> Publish(MqttLink link, string topic, string payload, ushort id)
    {
        var packet = new ArrayBufferWriter<byte>();
        Packets.Publish(packet, link.Version, Encoding.UTF8.GetBytes(topic), Encoding.UTF8.GetBytes(payload), id);
        return packet.WrittenSpan;
    }
}

using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using MQTTnet.Adapter;
using MQTTnet.AspNetCore;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace SpecimenLogistics.Ingest;

/// <summary>
/// One connection's packets. MQTTnet signs on, subscribes and answers pings; publishes never reach it: they go to the
/// device's lane in groups as they were read, and their PUBACKs leave in groups after the commit.
/// </summary>
sealed class DeviceChannel(ConnectionContext connection, ConnectionWatch watch, ChannelParts parts) : IMqttChannelAdapter, IDeviceConnection
{
    readonly PipeReader input = connection.Transport.Input;
    readonly ChannelOutput output = new(connection.Transport.Output, connection, parts);
    readonly List<InboundPublish> taken = [];
    readonly Throttle throttle = new(parts.Options.PublishesPerSecond, parts.Time);
    const int Open = -1, Gone = int.MaxValue;
    DeviceLane? lane;
    int closing = Open;

    public MqttPacketFormatterAdapter PacketFormatterAdapter => output.Formatter;
    public long BytesReceived { get; private set; }
    public long BytesSent => output.BytesSent;
    public EndPoint? RemoteEndPoint => connection.RemoteEndPoint;
    public EndPoint? LocalEndPoint => connection.LocalEndPoint;
    public X509Certificate2? ClientCertificate => null;
    public bool IsSecureConnection => watch.Certified is not null;

    /// <summary>Which device its certificate says it is; null where the wire is not secured.</summary>
    public string? CertifiedAs => watch.Certified?.Code;
    public bool IsClosed => Volatile.Read(ref closing) != Open;

    public void SignOn(DeviceLane own)
    {
        lane = own;
        watch.SignedOn = true;
    }

    public void Close(Refusal why)
    {
        if (Interlocked.CompareExchange(ref closing, (int)why, Open) != Open) return;
        parts.Counters.Count(why);
        input.CancelPendingRead();
    }

    public ValueTask Acknowledge(ReadOnlyMemory<ushort> packets) => IsClosed ? ValueTask.CompletedTask : output.Acknowledge(packets);

    /// <summary>The next packet that is not a publish; null ends the connection.</summary>
    public async Task<MqttPacket?> ReceivePacketAsync(CancellationToken cancel)
    {
        var publishes = 0;
        while (!IsClosed)
        {
            if (lane is not null) await MayRead(publishes, cancel);
            watch.Waits(parts.Time.GetTimestamp());
            var read = await input.ReadAsync(cancel);
            watch.Waits(0);
            if (IsClosed) break;
            var packet = Take(read.Buffer, out var consumed, out var examined);
            input.AdvanceTo(consumed, examined);
            publishes = taken.Count;
            if (publishes > 0) lane!.Post(taken);
            taken.Clear();
            if (packet is not null) return packet;
            if (read.IsCompleted && publishes == 0) return null;
        }
        if (closing != Gone) await output.Farewell((Refusal)closing, cancel);
        return null;
    }

    async ValueTask MayRead(int justTaken, CancellationToken cancel)
    {
        var room = lane!.Room(cancel);
        if (!room.IsCompletedSuccessfully) await room;
        var wait = throttle.After(justTaken, parts.Programme.Read().Rate);
        if (wait <= TimeSpan.Zero) return;
        parts.Counters.Count(Tally.ThrottledReads);
        await Task.Delay(wait, parts.Time, cancel);
    }

    /// <summary>Takes publishes off the buffer, as many as the lane has room for, up to the first other packet.</summary>
    MqttPacket? Take(ReadOnlySequence<byte> buffer, out SequencePosition consumed, out SequencePosition examined)
    {
        (consumed, examined) = (buffer.Start, buffer.End);
        var free = lane?.Free ?? 0;
        while (!buffer.IsEmpty)
        {
            if (PacketSize.Of(buffer) is { } size && size > parts.Options.MaxPacketBytes) { Close(Refusal.PacketTooLarge); break; }
            if (!TryDecode(ref buffer, out var packet)) break;
            consumed = buffer.Start;
            if (lane is null || packet is not MqttPublishPacket publish)
            {
                examined = consumed;
                return Limits.Plain(packet, watch);
            }
            if (!TryTake(publish)) break;
            if (taken.Count >= free) { examined = consumed; break; }
        }
        return null;
    }

    bool TryDecode(ref ReadOnlySequence<byte> buffer, out MqttPacket packet)
    {
        packet = null!;
        try
        {
            if (!PacketFormatterAdapter.TryDecode(buffer, out packet, out var consumed, out _, out var bytes)) return false;
            buffer = buffer.Slice(consumed);
            BytesReceived += bytes;
            return true;
        }
        catch (Exception error)
        {
            // Whatever a decoder makes of bytes that are not MQTT, the answer is the same.
            parts.Log.LogInformation(error, "{Connection} sent what is not MQTT", connection.ConnectionId);
            Close(Refusal.ProtocolBroken);
            return false;
        }
    }

    bool TryTake(MqttPublishPacket publish)
    {
        Refusal? wrong =
            publish.QualityOfServiceLevel != MqttQualityOfServiceLevel.AtLeastOnce ? Refusal.NotQos1
            : publish.PacketIdentifier == 0 ? Refusal.ProtocolBroken
            : publish.TopicAlias != 0 ? Refusal.TopicAlias
            : null;
        if (wrong is { } why) { Close(why); return false; }
        // The decoder has copied the payload: the network's buffer is free again.
        var payload = publish.Payload.IsSingleSegment ? publish.Payload.First : publish.Payload.ToArray();
        taken.Add(new(this, publish.Topic, payload, publish.PacketIdentifier, parts.ProgrammeNow(), parts.Time.GetTimestamp()) { Again = publish.Dup });
        return true;
    }

    public Task SendPacketAsync(MqttPacket packet, CancellationToken cancel)
    {
        if (packet is MqttConnAckPacket answer) Limits.Announce(answer, parts.Options);
        return output.Send(packet, cancel);
    }

    public Task ConnectAsync(CancellationToken cancel) => Task.CompletedTask;

    public async Task DisconnectAsync(CancellationToken cancel)
    {
        Interlocked.CompareExchange(ref closing, Gone, Open);
        await input.CompleteAsync();
        await output.Complete();
    }

    public void ResetStatistics() { }
    public void Dispose() => output.Dispose();
}

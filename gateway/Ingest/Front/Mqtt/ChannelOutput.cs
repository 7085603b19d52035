using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace SpecimenLogistics.Ingest;

/// <summary>The writing side of a connection: the broker and the lane write in turns, a batch of PUBACKs in one go.</summary>
sealed class ChannelOutput(PipeWriter writer, ConnectionContext connection, ChannelParts parts) : IDisposable
{
    const int PubAckBytes = 4;
    readonly SemaphoreSlim turn = new(1, 1);
    bool complete;

    public MqttPacketFormatterAdapter Formatter { get; } = new(new MqttBufferWriter(512, 65_535));
    public long BytesSent { get; private set; }

    public async ValueTask Acknowledge(ReadOnlyMemory<ushort> packets)
    {
        await turn.WaitAsync();
        try
        {
            if (complete) return;
            Write(packets.Span);
            await Flush();
        }
        finally { turn.Release(); }
    }

    public async Task Send(MqttPacket packet, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            if (complete) return;
            var bytes = Formatter.Encode(packet);
            writer.Write(bytes.Packet);
            foreach (var part in bytes.Payload) writer.Write(part.Span);
            BytesSent += bytes.Length;
            await Flush();
        }
        finally
        {
            Formatter.Cleanup();
            turn.Release();
        }
    }

    /// <summary>Says why, where the protocol has words for it.</summary>
    public Task Farewell(Refusal why, CancellationToken cancel) =>
        Formatter.ProtocolVersion == MqttProtocolVersion.V500
            ? Send(new MqttDisconnectPacket { ReasonCode = ReasonCode(why) }, cancel)
            : Task.CompletedTask;

    public async Task Complete()
    {
        await turn.WaitAsync();
        try
        {
            complete = true;
            await writer.CompleteAsync();
        }
        finally { turn.Release(); }
    }

    public void Dispose() => turn.Dispose();

    /// <summary>A PUBACK of success is the same four bytes in MQTT 3.1.1 and 5.</summary>
    void Write(ReadOnlySpan<ushort> packets)
    {
        var bytes = writer.GetSpan(packets.Length * PubAckBytes);
        for (var i = 0; i < packets.Length; i++)
        {
            var packet = bytes.Slice(i * PubAckBytes, PubAckBytes);
            (packet[0], packet[1], packet[2], packet[3]) = (0x40, 0x02, (byte)(packets[i] >> 8), (byte)packets[i]);
        }
        writer.Advance(packets.Length * PubAckBytes);
        BytesSent += packets.Length * PubAckBytes;
    }

    async ValueTask Flush()
    {
        try
        {
            var flush = writer.FlushAsync();
            if (!flush.IsCompletedSuccessfully) await flush.AsTask().WaitAsync(parts.Options.WriteDeadline, parts.Time);
        }
        catch (TimeoutException)
        {
            // The device does not read what we say; waiting for it would hold its lane.
            complete = true;
            parts.Counters.Count(Refusal.AcknowledgementStuck);
            connection.Abort();
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The connection is gone, and the device with it sends again.
            complete = true;
        }
    }

    static MqttDisconnectReasonCode ReasonCode(Refusal why) => why switch
    {
        Refusal.PacketTooLarge => MqttDisconnectReasonCode.PacketTooLarge,
        Refusal.ProtocolBroken => MqttDisconnectReasonCode.ProtocolError,
        Refusal.NotQos1 => MqttDisconnectReasonCode.QoSNotSupported,
        Refusal.TopicAlias => MqttDisconnectReasonCode.TopicAliasInvalid,
        Refusal.NotStored => MqttDisconnectReasonCode.ServerBusy,
        Refusal.ShuttingDown => MqttDisconnectReasonCode.ServerShuttingDown,
        _ => MqttDisconnectReasonCode.UnspecifiedError,
    };
}

using MQTTnet;

namespace SpecimenLogistics.Ingest;

/// <summary>
/// One connection to the broker. What came is acknowledged in the order in which it came, as MQTT lays down, whichever device's lane is done first; what
/// is not acknowledged when the connection ends comes again on the next.
/// </summary>
sealed class BrokerConnection(Action<Refusal> ended) : IDeviceConnection
{
    readonly Lock gate = new();
    readonly Queue<Taken> inOrder = new();
    readonly Dictionary<ushort, Taken> waiting = [];
    readonly SemaphoreSlim turn = new(1, 1);
    int closed;

    sealed class Taken(MqttApplicationMessageReceivedEventArgs message)
    {
        public MqttApplicationMessageReceivedEventArgs Message => message;
        public bool Done { get; set; }
    }

    public bool IsClosed => Volatile.Read(ref closed) != 0;

    public void Take(MqttApplicationMessageReceivedEventArgs message)
    {
        message.AutoAcknowledge = false;
        lock (gate)
        {
            var taken = new Taken(message);
            inOrder.Enqueue(taken);
            waiting[message.PacketIdentifier] = taken;
        }
    }

    public async ValueTask Acknowledge(ReadOnlyMemory<ushort> packets)
    {
        lock (gate)
            foreach (var packet in packets.Span)
                if (waiting.Remove(packet, out var taken)) taken.Done = true;
        await turn.WaitAsync();
        try
        {
            while (Next() is { } next) await next.AcknowledgeAsync(CancellationToken.None);
        }
        // The connection is gone, and the broker sends again.
        catch (Exception) when (IsClosed) { }
        catch (Exception) { Close(Refusal.AcknowledgementStuck); }
        finally { turn.Release(); }
    }

    MqttApplicationMessageReceivedEventArgs? Next()
    {
        lock (gate) return !IsClosed && inOrder.TryPeek(out var first) && first.Done ? inOrder.Dequeue().Message : null;
    }

    /// <summary>Nothing of it is acknowledged any more. The same broker sends it again on another connection.</summary>
    public void Close(Refusal why)
    {
        if (Interlocked.Exchange(ref closed, 1) == 0) ended(why);
    }
}

using System.Buffers;
using System.Net.Sockets;
using System.Text;
using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators.Fleet.Mqtt;

namespace SpecimenLogistics.Simulators.Fleet;

/// <summary>
/// One simulated device: an outbox, and at most one connection through which it empties. Each connection opens with
/// three hellos, the next when the one before is acknowledged, so that their times are those of a quiet wire.
/// </summary>
/// <param name="hears">What it subscribes to; null for nothing.</param>
/// <param name="keeps">How long it keeps what was acknowledged, to send it again after a connection that ended.</param>
/// <param name="heard">Called with what came of it, on the connection's thread.</param>
/// <param name="goesOn">An earlier process of the same run began; which of the sendings it had tried nobody knows any more.</param>
internal sealed class Device(
    int index, Script script, ProgrammeClock clock, FleetCounters counters, int[] sendings, bool goesOn = false, string? hears = null, Action<ReadOnlyMemory<byte>>? heard = null, TimeSpan keeps = default)
{
    /// <summary>Most publishes under way at once.</summary>
    public const int Window = 20;

    const int Hellos = 3;
    const ushort HelloId = 0xFF00, SubscribeId = 0xFE00, AgainId = 0xFE01;

    [ThreadStatic] static ArrayBufferWriter<byte>? t_packets;

    readonly Lock _gate = new();
    readonly Outbox _outbox = new(sendings, Window, counters.Ticks(keeps));
    MqttLink? _link;
    int _hellosLeft;
    long _readySinceMs, _answered;
    bool _pinged;
    readonly HashSet<int> _died = [];
    (int Place, ushort Id, Sending Sending)? _dying;
    int _boot;

    public bool IsReady { get { lock (_gate) return _link is not null && _hellosLeft == 0; } }

    public string Id => script.Plan.Devices[index].Id;

    /// <summary>Half of the devices speak 3.1.1, half version 5: the server must understand both all day.</summary>
    public MqttVersion Version => index % 2 == 0 ? MqttVersion.V311 : MqttVersion.V5;

    public bool IsEmpty { get { lock (_gate) return _outbox.IsEmpty; } }

    /// <summary>So long something of it is under way, be it a ping, and the broker says nothing; zero when nothing is.</summary>
    public TimeSpan Waits
    {
        get { lock (_gate) return _link is not null && (_outbox.UnderWay > 0 || _hellosLeft > 0 || _pinged) ? counters.Since(_answered) : TimeSpan.Zero; }
    }

    public void FallDue() { lock (_gate) _outbox.FallDue(); }

    /// <summary>Its person does something that is in no plan.</summary>
    public void Say(int place) { lock (_gate) _outbox.Add(place); }

    public bool TryReplace(int[] future) { lock (_gate) return _outbox.TryReplace(future); }

    /// <param name="place">Of the sending that was acknowledged: a death over it is over too.</param>
    public void SkipAcknowledged(int place)
    {
        lock (_gate)
        {
            _outbox.SkipAcknowledged();
            if (script.At(place) is { Restarts: true }) _boot++;
        }
    }

    public int LowestUnacknowledged() { lock (_gate) return _outbox.LowestUnacknowledged(); }

    public (int Sent, int Acknowledged, int Waiting) Look()
    {
        lock (_gate) return (_outbox.Sent, _outbox.Acknowledged, _outbox.Waiting);
    }

    /// <summary>Sends over this link until it ends; throws what ended it. The outbox keeps what was not acknowledged.</summary>
    public async Task LiveAsync(MqttLink link)
    {
        lock (_gate) (_link, _hellosLeft, _pinged, _answered) = (link, Hellos, false, counters.Stamp());
        try
        {
            SayHello(link);
            if (hears is not null) Subscribe(link, hears, SubscribeId);
            if (keeps > TimeSpan.Zero) Subscribe(link, Topic.Again, AgainId);
            await link.ReadAsync(Acknowledged, keeps > TimeSpan.Zero ? Heard : heard);
        }
        finally
        {
            lock (_gate)
            {
                // Whatever ended the connection, the device does not go on as if it had been spared.
                if (_dying is { } dying) Die(dying.Place, dying.Sending);
                _link = null;
                Interlocked.Add(ref counters.Retries, _outbox.ConnectionLost(counters.Stamp()));
            }
            link.Dispose();
        }
    }

    /// <summary>Ends the connection, as when the network goes; whatever is under way is torn off and goes again later.</summary>
    public void Leave() { lock (_gate) _link?.Dispose(); }

    /// <summary>Where nothing is under way: who only listens would not find out that nobody speaks any more.</summary>
    public void Ping()
    {
        lock (_gate)
        {
            if (_link is not { } link || _outbox.UnderWay > 0 || _hellosLeft > 0 || _pinged) return;
            (_pinged, _answered) = (true, counters.Stamp());
            Try(link, Packets.Ping);
        }
    }

    /// <summary>Puts as much on the wire as the window allows.</summary>
    public void Pump()
    {
        lock (_gate)
        {
            if (_link is not { } link || _hellosLeft > 0 || _dying is not null) return;
            var packets = t_packets ??= new ArrayBufferWriter<byte>(16 * 1024);
            packets.ResetWrittenCount();
            // The wait for an answer begins where nothing was under way.
            if (_outbox.UnderWay == 0 && !_pinged) _answered = counters.Stamp();
            // Whoever is about to die over something says nothing after it.
            while (_dying is null && _outbox.Peek() is >= 0 and var next) Append(packets, link, next);
            if (packets.WrittenCount > 0) Try(link, packets.WrittenSpan);
            if (_dying is { Sending.Death: Death.OnceSent } dying) Die(dying.Place, dying.Sending);
        }
    }

    void Append(ArrayBufferWriter<byte> packets, MqttLink link, int place)
    {
        var now = clock.NowMs;
        var (topic, payload) = script.Write(place, now, _boot);
        // Whatever is readable goes again as a new publish, with its items' own numbers and a new time of sending.
        var again = script.KindOf(place) == SendingKind.Malformed && (goesOn || _outbox.NextIsAgain);
        var packetId = _outbox.Take(counters.Stamp());
        if (script.At(place) is { Death: not Death.None } sending && !_died.Contains(place)) _dying = (place, packetId, sending);
        if (script.DueMs(place) is { } due && due >= _readySinceMs) counters.Behind(TimeSpan.FromMilliseconds((now - due) / clock.Rate));
        Packets.Publish(packets, link.Version, topic, payload, packetId, again);
    }

    void SayHello(MqttLink link)
    {
        var (topic, payload) = script.Hello(index, clock.NowMs, _boot);
        var packet = new ArrayBufferWriter<byte>(160);
        Packets.Publish(packet, link.Version, topic, payload, (ushort)(HelloId + _hellosLeft));
        Try(link, packet.WrittenSpan);
    }

    void Heard(ReadOnlyMemory<byte> payload)
    {
        if (!payload.Span.SequenceEqual("again"u8)) { heard?.Invoke(payload); return; }
        lock (_gate) _outbox.SendAgain(counters.Stamp());
        Pump();
    }

    static void Subscribe(MqttLink link, string topic, ushort id)
    {
        var packet = new ArrayBufferWriter<byte>(96);
        Packets.Subscribe(packet, link.Version, Encoding.UTF8.GetBytes(topic), id);
        Try(link, packet.WrittenSpan);
    }

    void Acknowledged(ReadOnlySpan<ushort> packetIds)
    {
        var stamp = counters.Stamp();
        lock (_gate)
        {
            (_answered, _pinged) = (stamp, false);
            foreach (var id in packetIds)
            {
                if (id > HelloId) HelloAcknowledged(id);
                else if (_dying is { } dying && dying.Id == id)
                {
                    Interlocked.Add(ref counters.ItemsUnanswered, script.ItemsAt(dying.Place));
                    Die(dying.Place, dying.Sending);
                    return;
                }
                else if (_outbox.TryAcknowledge(id, out _, out var sentStamp, stamp)) counters.Took(sentStamp, stamp);
                else throw new MqttBroken($"the broker acknowledged packet {id}, which {Id} has not under way");
            }
        }
        Pump();
    }

    // What is in memory is gone; the outbox, and who it is, are not.
    void Die(int place, Sending sending)
    {
        _dying = null;
        _died.Add(place);
        if (sending.Restarts) _boot++;
        Interlocked.Increment(ref counters.Deaths);
        _link?.Dispose();
    }

    void HelloAcknowledged(ushort id)
    {
        if (id != HelloId + _hellosLeft) throw new MqttBroken($"the broker acknowledged packet {id}, which {Id} has not under way");
        _hellosLeft--;
        if (_hellosLeft > 0 && _link is { } link) SayHello(link);
        if (_hellosLeft > 0) return;
        _readySinceMs = clock.NowMs;
        counters.Greeted(index);
    }

    // A link that fails to send has ended; its reader says why.
    static void Try(MqttLink link, ReadOnlySpan<byte> packets)
    {
        try { link.Send(packets); }
        catch (Exception error) when (error is SocketException or IOException or ObjectDisposedException) { link.Dispose(); }
    }
}

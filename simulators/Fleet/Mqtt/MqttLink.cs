using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace SpecimenLogistics.Simulators.Fleet.Mqtt;

/// <summary>Packet ids the broker has acknowledged, as they came; none where it answered a ping.</summary>
internal delegate void Acknowledged(ReadOnlySpan<ushort> packetIds);

/// <summary>
/// One signed-on connection of one device. Kept small because eight hundred of them share the machine with the server
/// they load: a publish is one system call, an acknowledgement one more, and nothing is allocated for either. Where the wire is
/// secured each goes through TLS besides.
/// </summary>
internal sealed class MqttLink : IDisposable
{
    readonly Socket _socket;
    readonly PacketReader _reader = new();
    readonly ushort[] _acks = new ushort[64];
    readonly Lock _gate = new();
    ArrayBufferWriter<byte>? _backlog;
    SslStream? _secured;
    bool _flushing;

    MqttLink(Socket socket, MqttVersion version) { _socket = socket; Version = version; }

    public MqttVersion Version { get; }

    /// <summary>Connects and signs on. Throws <see cref="MqttRefused"/>, <see cref="MqttBroken"/> or the wire's own error.</summary>
    /// <param name="certificate">Who it is on a secured wire, in place of the secret; null on a plain one.</param>
    public static async Task<MqttLink> OpenAsync(
        IPEndPoint broker, MqttVersion version, string clientId, string secret, ushort keepAliveSeconds, CancellationToken cancel, DeviceCertificate? certificate = null)
    {
        var socket = new Socket(broker.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var link = new MqttLink(socket, version);
        try
        {
            await socket.ConnectAsync(broker, cancel);
            if (certificate is null) socket.Blocking = false;
            else await link.SecureAsync(certificate.To(broker.Address.ToString()), cancel);
            var connect = new ArrayBufferWriter<byte>(128);
            Packets.Connect(connect, version, clientId, clientId, certificate is null ? secret : null, keepAliveSeconds);
            link.Send(connect.WrittenSpan);
            await link.AwaitConnAckAsync(cancel);
            return link;
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    /// <summary>Hands over whole packets and returns at once; what the socket does not take now is sent in order behind.</summary>
    public void Send(ReadOnlySpan<byte> packets)
    {
        lock (_gate)
        {
            if (_flushing) { _backlog!.Write(packets); return; }
            var taken = _secured is null ? SendNow(packets) : 0;
            if (taken == packets.Length) return;
            _backlog ??= new ArrayBufferWriter<byte>(4096);
            _backlog.Write(packets[taken..]);
            _flushing = true;
        }
        _ = FlushAsync();
    }

    int SendNow(ReadOnlySpan<byte> packets)
    {
        var taken = _socket.Send(packets, SocketFlags.None, out var error);
        if (error is not (SocketError.Success or SocketError.WouldBlock)) throw new SocketException((int)error);
        return error == SocketError.WouldBlock ? 0 : taken;
    }

    /// <summary>Reads until the connection ends (<see cref="Dispose"/> ends it too), which it tells by an exception.</summary>
    /// <param name="published">Called with what the broker publishes to us, which is acknowledged then; null where we subscribe to nothing.</param>
    public async Task ReadAsync(Acknowledged acknowledged, Action<ReadOnlyMemory<byte>>? published = null)
    {
        while (true)
        {
            _reader.Received(await ReceiveAsync(CancellationToken.None));
            var count = 0;
            while (_reader.TryRead(out var kind, out var body))
            {
                if (kind == PacketKind.Disconnect) throw new MqttBroken("the broker disconnected" + (body.Length > 0 ? $" with reason {body[0]}" : ""));
                if (kind == PacketKind.SubAck && body[^1] >= 0x80) throw new MqttBroken($"the broker refused a subscription with reason {body[^1]}");
                if (kind == PacketKind.PingResponse) acknowledged([]);
                if (kind == PacketKind.Publish && published is not null) Take(body, published);
                if (kind != PacketKind.PubAck) continue;
                _acks[count++] = PacketReader.PubAck(body);
                if (count < _acks.Length) continue;
                acknowledged(_acks);
                count = 0;
            }
            if (count > 0) acknowledged(_acks.AsSpan(0, count));
        }
    }

    void Take(ReadOnlySpan<byte> body, Action<ReadOnlyMemory<byte>> published)
    {
        var (id, payload) = PacketReader.Publish(body, Version);
        published(payload);
        var packet = new ArrayBufferWriter<byte>(4);
        Packets.PubAck(packet, id);
        Send(packet.WrittenSpan);
    }

    public void Dispose()
    {
        // The wire first: whoever waits for it is told, and lets go of what lies above.
        _socket.Dispose();
        _secured?.Dispose();
    }

    async Task SecureAsync(SslClientAuthenticationOptions options, CancellationToken cancel)
    {
        _secured = new SslStream(new NetworkStream(_socket, ownsSocket: false));
        await _secured.AuthenticateAsClientAsync(options, cancel);
    }

    ValueTask<int> ReceiveAsync(CancellationToken cancel) =>
        _secured is { } secured ? secured.ReadAsync(_reader.Free(), cancel) : _socket.ReceiveAsync(_reader.Free(), SocketFlags.None, cancel);

    async Task AwaitConnAckAsync(CancellationToken cancel)
    {
        while (true)
        {
            _reader.Received(await ReceiveAsync(cancel));
            if (!_reader.TryRead(out var kind, out var body)) continue;
            if (kind != PacketKind.ConnAck || body.Length < 2) throw new MqttBroken($"the broker answered CONNECT with packet {kind}");
            if (body[1] != 0) throw new MqttRefused(body[1]);
            return;
        }
    }

    async Task FlushAsync()
    {
        try
        {
            while (true)
            {
                ReadOnlyMemory<byte> rest;
                lock (_gate)
                {
                    if (_backlog!.WrittenCount == 0) { _flushing = false; return; }
                    rest = _backlog.WrittenSpan.ToArray();
                    _backlog.ResetWrittenCount();
                }
                if (_secured is { } secured) await secured.WriteAsync(rest);
                else while (rest.Length > 0) rest = rest[await _socket.SendAsync(rest, SocketFlags.None)..];
            }
        }
        catch (Exception error) when (error is SocketException or IOException or ObjectDisposedException)
        {
            // The reader of this connection meets the same end and reports it; what was here is unacknowledged and goes again.
            _socket.Dispose();
        }
    }
}

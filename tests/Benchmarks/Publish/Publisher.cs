using System.Diagnostics;
using System.Net.Sockets;
using SpecimenLogistics.Tests.Mqtt;

namespace SpecimenLogistics.Benchmarks.Publish;

/// <summary>One device: keeps a number of publishes in flight and sends one more for each that is acknowledged.</summary>
sealed class Publisher(string device, int window, LatencyBuckets latency)
{
    const int PubAckBytes = 4;
    readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    // MQTT has them acknowledged in the order in which they were sent.
    readonly long[] sentAt = new long[window];
    long sent, acknowledged;

    public long Acknowledged => Volatile.Read(ref acknowledged);

    public async Task SignOn(int port, string secret, CancellationToken cancel)
    {
        await socket.ConnectAsync("127.0.0.1", port, cancel);
        await socket.SendAsync(MqttBytes.Connect(device, device, secret), cancel);
        var answer = new byte[4];
        for (var got = 0; got < answer.Length;)
        {
            var read = await socket.ReceiveAsync(answer.AsMemory(got), cancel);
            if (read == 0) throw new IOException($"{device} was not let in");
            got += read;
        }
        if (answer[3] != 0) throw new IOException($"{device} was refused with {answer[3]}");
    }

    /// <summary>Publishes until cancelled; throws when the broker closes the connection or answers anything but PUBACKs.</summary>
    public async Task Run(PositionPacket packet, CancellationToken cancel)
    {
        var (output, input) = (new byte[window * packet.Length], new byte[4_096]);
        await Send(packet, output, window, cancel);
        var held = 0;
        while (!cancel.IsCancellationRequested)
        {
            var read = await socket.ReceiveAsync(input.AsMemory(held), cancel);
            if (read == 0) throw new IOException($"{device} lost its connection");
            held += read;
            var count = held / PubAckBytes;
            for (var i = 0; i < count; i++) Take(input.AsSpan(i * PubAckBytes, PubAckBytes), acknowledged + i);
            held -= count * PubAckBytes;
            input.AsSpan(count * PubAckBytes, held).CopyTo(input);
            Volatile.Write(ref acknowledged, acknowledged + count);
            await Send(packet, output, count, cancel);
        }
    }

    void Take(ReadOnlySpan<byte> puback, long number)
    {
        if (puback[0] != 0x40 || puback[1] != 2) throw new IOException($"{device} was answered {puback[0]:x2}");
        if ((puback[2] << 8 | puback[3]) != PositionPacket.IdOf(number)) throw new IOException($"{device} was acknowledged out of order");
        latency.Add(Stopwatch.GetElapsedTime(sentAt[number % window]));
    }

    async ValueTask Send(PositionPacket packet, byte[] output, int count, CancellationToken cancel)
    {
        var now = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            packet.WriteNext(output.AsSpan(i * packet.Length));
            sentAt[sent++ % window] = now;
        }
        for (var gone = 0; gone < count * packet.Length;) gone += await socket.SendAsync(output.AsMemory(gone, count * packet.Length - gone), cancel);
    }

    public void Close() => socket.Dispose();
}

using System.Diagnostics;
using System.Net.Sockets;
using SpecimenLogistics.Tests.Mqtt;

namespace SpecimenLogistics.Benchmarks.Publish;

/// <summary>One device: keeps a number of publishes in flight and sends one more for each that is acknowledged.</summary>
sealed class Publisher(string device, int window, LatencyBuckets latency)
{
    const int PubAckBytes = 4;
    readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    readonly long[] sentAt = new long[65_536];
    long acknowledged;

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
            for (var i = 0; i < count; i++) Take(input.AsSpan(i * PubAckBytes, PubAckBytes));
            held -= count * PubAckBytes;
            input.AsSpan(count * PubAckBytes, held).CopyTo(input);
            Volatile.Write(ref acknowledged, acknowledged + count);
            await Send(packet, output, count, cancel);
        }
    }

    void Take(ReadOnlySpan<byte> puback)
    {
        if (puback[0] != 0x40 || puback[1] != 2) throw new IOException($"{device} was answered {puback[0]:x2}");
        latency.Add(Stopwatch.GetElapsedTime(sentAt[puback[2] << 8 | puback[3]]));
    }

    async ValueTask Send(PositionPacket packet, byte[] output, int count, CancellationToken cancel)
    {
        var now = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++) sentAt[packet.WriteNext(output.AsSpan(i * packet.Length))] = now;
        for (var sent = 0; sent < count * packet.Length;) sent += await socket.SendAsync(output.AsMemory(sent, count * packet.Length - sent), cancel);
    }

    public void Close() => socket.Dispose();
}

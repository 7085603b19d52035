using System.Net.Sockets;
using System.Text;
using SpecimenLogistics.Tests.Mqtt;

namespace SpecimenLogistics.Tests.Processes.Attacks;

/// <summary>
/// Whoever reaches the devices' port, with or without a device's secret. Another's id and a revoked certificate are tried in
/// <c>tests/Unit/Ingest/Front</c>, <c>tests/Unit/Wires</c> and <c>Secured_wires</c>.
/// </summary>
[Collection("a machine to itself")]
public sealed class An_attack_on_the_devices_port
{
    /// <summary>
    /// What a server may grow by, however many inputs there were: pages of the store's cache (64 MiB), what all attackers together may have waiting
    /// (16 times 256 KiB), and what a collector that has room leaves lying. A hundred bytes lost for each of a million inputs would be 100 MB, a kilobyte for each a GB.
    /// </summary>
    const long Growth = 300L << 20;

    /// <summary>Two cores serve attackers, server and this; beside them nothing may take longer than this many times what it took alone (or what 20 ms would be).</summary>
    const double Slower = 20;

    const int AtOnce = 8;
    static readonly TimeSpan s_warm = TimeSpan.FromSeconds(0.5), s_alone = TimeSpan.FromSeconds(1.5), s_look = TimeSpan.FromMilliseconds(150);

    [Fact(Explicit = true, Timeout = 3_600_000)]
    public async Task Leaves_the_process_and_its_other_devices_as_they_were_and_is_counted()
    {
        await using var server = await ServerUnderTest.Start();
        await On(server, Attack.Inputs(600));
    }

    internal static async Task On(ServerUnderTest server, int inputs)
    {
        Attack.Say($"{inputs} attacks on the devices' port");
        await using var vehicle = await WellBehaved.Drive(server);
        await vehicle.After(s_warm);
        var warm = vehicle.Acknowledged;
        var alone = vehicle.P99(warm, await vehicle.After(s_alone));
        var (before, memory, from) = (await Watched.Of(server), server.WorkingSet, vehicle.Acknowledged);

        var closed = new int[Kinds];
        await Parallel.ForAsync(0, AtOnce, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken }, async (worker, cancel) =>
        {
            var dice = Attack.Dice($"port {worker}");
            for (var n = worker; n < inputs; n += AtOnce)
                if (dice.Next(Kinds) is var kind && await One(server, kind, dice, cancel)) Interlocked.Increment(ref closed[kind]);
        });

        Assert.True(server.IsAlive, "the server is gone");
        var beside = vehicle.P99(from, vehicle.Acknowledged);
        await vehicle.Stop();
        var did = await Watched.Of(server) - before;
        Attack.Say($"p99 {alone.TotalMilliseconds:0.0} ms alone, {beside.TotalMilliseconds:0.0} ms beside {inputs} attacks; closed {string.Join(' ', closed)}, {did.Refused} counted, {did.Unreadable} unreadable; memory {(server.WorkingSet - memory) >> 20} MiB more");
        Assert.True(beside <= Slower * TimeSpan.FromMilliseconds(Math.Max(20, alone.TotalMilliseconds)), $"{beside} beside the attack, {alone} alone");
        Assert.InRange(server.WorkingSet - memory, long.MinValue, Growth);
        // Those that signed on end each other's connections, which is no refusal.
        Assert.InRange(did.Refused, s_refused.Sum(kind => closed[kind]), inputs);
        // What a vehicle said, and nothing of what attackers did.
        Assert.Equal(vehicle.Acknowledged, (await Watched.Of(server)).Telemetry);
        Assert.Equal(0, did.Facts);
    }

    /// <summary>True where the server closed the connection.</summary>
    static async Task<bool> One(ServerUnderTest server, int kind, Random dice, CancellationToken cancel)
    {
        try
        {
            using var line = await RawLine.Open(server.Mqtt, cancel);
            await line.Write(Bytes(kind, dice), cancel);
            return await line.Closes(s_look);
        }
        // Closed while it was still being written to.
        catch (Exception e) when (e is IOException or SocketException) { return false; }
    }

    static readonly byte[] s_signOn = MqttBytes.Connect(ServerUnderTest.Scanner, ServerUnderTest.Scanner, ServerUnderTest.Secret);

    const int Kinds = 9;

    /// <summary>Of these none signs on.</summary>
    static readonly int[] s_refused = [0, 2, 8];

    static byte[] Bytes(int kind, Random dice) => kind switch
    {
        0 => Nasty.Garbage(dice, 2_000),
        1 => Nasty.Mangled(s_signOn, dice),
        2 => [0x10, 0xFF, 0xFF, 0xFF, 0x7F, .. Nasty.Garbage(dice, 500)],
        3 => [.. s_signOn, 0x32, 0xFF, 0xFF, 0xFF, 0x7F, .. Nasty.Garbage(dice, 500)],
        // Half a packet, and then nothing: a slow one.
        4 => s_signOn[..dice.Next(1, s_signOn.Length)],
        5 => [.. s_signOn, .. Nasty.Mangled(MqttBytes.Publish(1, Said.ScanTopic, Nasty.Garbage(dice, 300)), dice)],
        6 => [.. s_signOn, .. MqttBytes.Packet((byte)dice.Next(256), Nasty.Garbage(dice, 100))],
        // A greedy one, that reads nothing.
        7 => [.. s_signOn, .. Enumerable.Range(1, 200).SelectMany(n => MqttBytes.Publish((ushort)n, $"v1/scanners/{ServerUnderTest.Scanner}/{dice.Next()}", Nasty.Garbage(dice, 200)))],
        _ => MqttBytes.Connect(ServerUnderTest.Scanner, ServerUnderTest.Scanner, Encoding.Latin1.GetString(Nasty.Garbage(dice, 40))),
    };
}

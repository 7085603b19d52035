using System.Diagnostics;
using System.Text;
using SpecimenLogistics.Tests.Mqtt;

namespace SpecimenLogistics.Tests.Processes.Attacks;

/// <summary>A vehicle that says where it is fifty times a second, one after the other, and how long each took to be acknowledged.</summary>
sealed class WellBehaved : IAsyncDisposable
{
    static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);
    readonly CancellationTokenSource _stop = new();
    readonly List<TimeSpan> _took = [];
    Task? _driving;

    public static async Task<WellBehaved> Drive(ServerUnderTest server)
    {
        var device = new WellBehaved();
        var line = await RawLine.SignOn(server.Mqtt, ServerUnderTest.Vehicle, TestContext.Current.CancellationToken);
        device._driving = device.Go(line);
        return device;
    }

    public int Acknowledged { get { lock (_took) return _took.Count; } }

    async Task Go(RawLine line)
    {
        using var _ = line;
        for (var seq = 1; !_stop.IsCancellationRequested; seq++)
        {
            var began = Stopwatch.GetTimestamp();
            var packet = (ushort)(1 + seq % 60_000);
            await line.Write(MqttBytes.Publish(packet, Said.PositionTopic, Encoding.UTF8.GetBytes(Said.Position(seq))), CancellationToken.None);
            Assert.Equal([0x40, 0x02, (byte)(packet >> 8), (byte)packet], await line.Read(4, CancellationToken.None));
            lock (_took) _took.Add(Stopwatch.GetElapsedTime(began));
            await Task.Delay(s_pause);
        }
    }

    /// <summary>Of what was acknowledged from one number to another: what 99 of 100 took at most.</summary>
    public TimeSpan P99(int from, int to)
    {
        lock (_took) return _took[from..to].Order().ElementAt((int)((to - from) * 0.99));
    }

    public async Task<int> After(TimeSpan time)
    {
        await Task.Delay(time, TestContext.Current.CancellationToken);
        return Acknowledged;
    }

    /// <summary>Until all it said is acknowledged.</summary>
    public async Task Stop()
    {
        await _stop.CancelAsync();
        await _driving!;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try { await _driving!; }
        catch (IOException) { /* the server is gone, and the test has said so */ }
        _stop.Dispose();
    }
}

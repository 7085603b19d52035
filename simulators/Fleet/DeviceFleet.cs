using System.Net;

namespace SpecimenLogistics.Simulators.Fleet;

/// <summary>
/// All devices of a day, driven by one clock and one loop: each turn hands every sending that fell due to its device.
/// A turn that comes late sends late; what happened keeps its true time.
/// </summary>
internal sealed class DeviceFleet : IAsyncDisposable
{
    const int SigningOnAtOnce = 48;
    static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(2), Tending = TimeSpan.FromMilliseconds(20), Pinging = TimeSpan.FromSeconds(20);

    readonly FleetPlan _plan;
    readonly ProgrammeClock _clock;
    readonly TimeProvider _real;
    readonly FleetCounters _counters;
    readonly SemaphoreSlim _signingOn = new(SigningOnAtOnce);
    readonly Mooring[] _moorings;
    readonly (long AtMs, int Device, bool Gone)[] _networkChanges;
    readonly HashSet<int> _touched = [];
    int _next, _nextChange;
    long _tended, _pinged;

    /// <param name="acknowledgedBefore">Sendings of the plan that an earlier process of the same run had acknowledged.</param>
    public DeviceFleet(FleetPlan plan, IPEndPoint broker, ProgrammeClock clock, TimeProvider real, int acknowledgedBefore = 0)
    {
        (_plan, _clock, _real) = (plan, clock, real);
        _counters = new FleetCounters(real, plan.Devices.Count);
        var messages = new Messages(plan);
        var sendings = Enumerable.Range(0, plan.Sendings.Length).ToLookup(n => plan.Sendings[n].Device);
        _moorings = [.. plan.Devices.Select((setup, n) => new Mooring(
            new Device(n, plan, messages, clock, _counters, [.. sendings[n]], acknowledgedBefore > 0), setup.Secret, broker, _signingOn, _counters, real))];
        _networkChanges = [.. plan.Outages
            .SelectMany(o => new[] { (o.FromMs, o.Device, true), (o.UntilMs, o.Device, false) })
            .OrderBy(c => c.Item1)];
        for (; _next < acknowledgedBefore; _next++) _moorings[plan.Sendings[_next].Device].Device.SkipAcknowledged();
    }

    public FleetCounters Counters => _counters;

    /// <summary>Everything that is due has been acknowledged.</summary>
    public bool IsEmpty => _next == _plan.Sendings.Length && _moorings.All(m => m.Device.IsEmpty);

    /// <summary>Sendings of the plan before this one are all acknowledged: where a later process may go on.</summary>
    public int AcknowledgedBefore => Math.Min(_next, _moorings.Min(m => m.Device.LowestUnacknowledged()));

    public Tally Tally()
    {
        long sent = 0, acknowledged = 0, waiting = 0;
        foreach (var mooring in _moorings)
        {
            var (s, a, w) = mooring.Device.Look();
            (sent, acknowledged, waiting) = (sent + s, acknowledged + a, waiting + w);
        }
        return new Tally(sent, acknowledged, waiting, _moorings.Count(m => m.Device.IsReady), _counters.ConnectionsLost, _counters.SignonsRefused,
            _counters.Retries, _counters.BehindSecondsMax);
    }

    /// <summary>Plays until the clock has ended and every outbox is empty, or until cancelled. Starts by signing every device on.</summary>
    public async Task PlayAsync(CancellationToken cancel)
    {
        using var turns = new PeriodicTimer(Turn, _real);
        while (!IsOver())
        {
            TurnOnce();
            try { await turns.WaitForNextTickAsync(cancel); }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested) { return; }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_moorings.Select(m => m.CloseAsync()));
        _signingOn.Dispose();
    }

    bool IsOver() => _clock.Ended && _next == _plan.Sendings.Length && IsEmpty;

    void TurnOnce()
    {
        var now = _clock.NowMs;
        ChangeNetworks(now);
        for (; _next < _plan.Sendings.Length && _plan.Sendings[_next].DueMs <= now; _next++)
        {
            var device = _plan.Sendings[_next].Device;
            _moorings[device].Device.FallDue();
            _touched.Add(device);
        }
        foreach (var device in _touched) _moorings[device].Device.Pump();
        _touched.Clear();
        if (Every(Tending, ref _tended)) foreach (var mooring in _moorings) mooring.Tend();
        if (Every(Pinging, ref _pinged)) foreach (var mooring in _moorings) mooring.Device.Ping();
    }

    void ChangeNetworks(long now)
    {
        for (; _nextChange < _networkChanges.Length && _networkChanges[_nextChange].AtMs <= now; _nextChange++)
        {
            var (_, device, gone) = _networkChanges[_nextChange];
            if (gone) _moorings[device].NetworkGone();
            else _moorings[device].NetworkBack();
        }
    }

    bool Every(TimeSpan interval, ref long last)
    {
        if (last != 0 && _real.GetElapsedTime(last) < interval) return false;
        last = _real.GetTimestamp();
        return true;
    }
}

using System.Net;
using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Simulators.Fleet;

/// <summary>
/// All devices of a day, driven by one clock and one loop: each turn hands every sending that fell due to its device.
/// A turn that comes late sends late; what happened keeps its true time.
/// </summary>
internal sealed class DeviceFleet : IAsyncDisposable
{
    const string Vehicle = "vehicle:";
    static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(2), Tending = TimeSpan.FromMilliseconds(20), Pinging = TimeSpan.FromSeconds(20);

    readonly Script _script;
    readonly ProgrammeClock _clock;
    readonly TimeProvider _real;
    readonly FleetCounters _counters;
    readonly Brokers _brokers;
    readonly Mooring[] _moorings;
    readonly (long AtMs, int Device, bool Gone)[] _networkChanges;
    readonly HashSet<int> _touched = [];
    readonly Lock _asked = new();
    readonly PriorityQueue<(int Device, Emission Emission, int Seq), long> _besides = new();
    readonly Dictionary<string, int> _index;
    (FleetPlan Plan, TaskCompletionSource Done)? _future;
    int _next, _nextChange;
    long _tended, _pinged;

    /// <param name="acknowledgedBefore">Sendings of the plan that an earlier process of the same run had acknowledged.</param>
    /// <param name="heard">Called with a vehicle and what came to its driver's handheld; must not block.</param>
    /// <param name="keeps">How long a device keeps what was acknowledged, and sends it again after a connection that ended: for a broker whose word is not the server's.</param>
    /// <param name="certificates">Who each device is, on secured wires; null for plain ones.</param>
    public DeviceFleet(FleetPlan plan, IReadOnlyList<IPEndPoint> brokers, ProgrammeClock clock, TimeProvider real, int acknowledgedBefore = 0, Action<string, ReadOnlyMemory<byte>>? heard = null,
        Certificates? certificates = null, TimeSpan keeps = default)
    {
        (_script, _clock, _real) = (new Script(plan), clock, real);
        _counters = new FleetCounters(real, plan.Devices.Count);
        _brokers = new Brokers(brokers);
        _index = plan.Devices.Select((d, n) => (d.Id, n)).ToDictionary(d => d.Id, d => d.n);
        var sendings = Enumerable.Range(0, plan.Sendings.Length).ToLookup(n => plan.Sendings[n].Device);
        _moorings = [.. plan.Devices.Select((setup, n) => new Mooring(
            NewDevice(n, setup, [.. sendings[n]], acknowledgedBefore > 0, heard, keeps), setup.Secret, _brokers, _counters, real, certificates?.Of(setup.Id)))];
        _networkChanges = [.. plan.Outages
            .SelectMany(o => new[] { (o.FromMs, o.Device, true), (o.UntilMs, o.Device, false) })
            .OrderBy(c => c.Item1)];
        for (; _next < acknowledgedBefore; _next++) _moorings[plan.Sendings[_next].Device].Device.SkipAcknowledged(_next);
    }

    Device NewDevice(int n, DeviceSetup setup, int[] sendings, bool goesOn, Action<string, ReadOnlyMemory<byte>>? heard, TimeSpan keeps)
    {
        var driver = heard is not null && setup.Class == "scanners" && setup.Place.StartsWith(Vehicle, StringComparison.Ordinal) ? setup.Place[Vehicle.Length..] : null;
        return driver is null ? new Device(n, _script, _clock, _counters, sendings, goesOn, keeps: keeps)
            : new Device(n, _script, _clock, _counters, sendings, goesOn, new Topic(DeviceClass.Vehicles, driver, Leaf.Instructions).ToString(), payload => heard!(driver, payload), keeps);
    }

    public FleetCounters Counters => _counters;

    /// <summary>Somebody will do something on a device that is in no plan.</summary>
    /// <param name="seq">A number that nothing else of this device has.</param>
    public void Say(Emission emission, int seq)
    {
        lock (_asked)
        {
            _besides.Enqueue((_index[emission.Device], emission, seq), _script.Plan.MomentOf(emission));
        }
    }

    /// <summary>Goes on by another plan that is the same as far as it was played; completes when that is so, and fails where it is not the same.</summary>
    public Task ReplaceAsync(FleetPlan plan)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_asked) _future = (plan, done);
        return done.Task;
    }

    bool HasBesides { get { lock (_asked) return _besides.Count > 0; } }

    /// <summary>Everything that is due has been acknowledged.</summary>
    public bool IsEmpty => _next == _script.Plan.Sendings.Length && !HasBesides && _moorings.All(m => m.Device.IsEmpty);

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

    /// <summary>How long the oldest message waits that a device with network owes, real time: what a failure costs, as long as it lasts.</summary>
    public TimeSpan LongestWait()
    {
        var (now, oldest) = (_clock.NowMs, long.MaxValue);
        foreach (var mooring in _moorings)
            if (mooring.HasNetwork && mooring.Device.LowestUnacknowledged() is < Script.First and var place) oldest = Math.Min(oldest, _script.Plan.Sendings[place].DueMs);
        return oldest >= now ? TimeSpan.Zero : TimeSpan.FromMilliseconds((now - oldest) / _clock.Rate);
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
        _brokers.Dispose();
    }

    bool IsOver() => _clock.Ended && IsEmpty;

    void TurnOnce()
    {
        TakeFuture();
        var now = _clock.NowMs;
        ChangeNetworks(now);
        SayBesides(now);
        var sendings = _script.Plan.Sendings;
        for (; _next < sendings.Length && sendings[_next].DueMs <= now; _next++)
        {
            var device = sendings[_next].Device;
            _moorings[device].Device.FallDue();
            _touched.Add(device);
        }
        foreach (var device in _touched) _moorings[device].Device.Pump();
        _touched.Clear();
        if (Every(Tending, ref _tended)) foreach (var mooring in _moorings) mooring.Tend();
        if (Every(Pinging, ref _pinged)) foreach (var mooring in _moorings) mooring.Device.Ping();
    }

    void TakeFuture()
    {
        (FleetPlan Plan, TaskCompletionSource Done)? future;
        lock (_asked) (future, _future) = (_future, null);
        if (future is not var (plan, done)) return;
        var sendings = Enumerable.Range(0, plan.Sendings.Length).ToLookup(n => plan.Sendings[n].Device);
        var same = plan.Sendings.Length >= _next && plan.Sendings.AsSpan(0, _next).SequenceEqual(_script.Plan.Sendings.AsSpan(0, _next));
        if (!same)
        {
            done.SetException(new InvalidOperationException("The day changed where it had been played already."));
            return;
        }
        _script.Replace(plan);
        // The same to the last place in the plan, so the same for each device.
        for (var n = 0; n < _moorings.Length; n++)
            if (!_moorings[n].Device.TryReplace([.. sendings[n]])) throw new InvalidOperationException($"{_moorings[n].Device.Id} had been asked for something else.");
        done.SetResult();
    }

    void SayBesides(long now)
    {
        lock (_asked)
        {
            for (; _besides.TryPeek(out var next, out var at) && at <= now; _besides.Dequeue())
            {
                _moorings[next.Device].Device.Say(_script.Add(next.Emission, next.Seq, next.Device));
                _touched.Add(next.Device);
            }
        }
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

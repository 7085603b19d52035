using System.Diagnostics;
using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Faults;
using SpecimenLogistics.Simulators.Fleet;
using SpecimenLogistics.Simulators.Truths;

using Told = System.Threading.Channels.Channel<(string Vehicle, SpecimenLogistics.Protocol.InstructionMessage Message)>;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>
/// The drivers: what comes to their handhelds they look at soon and accept a little later, and from then on the world goes by it. The
/// day is played anew up to its end with everything accepted so far; what lies behind stays as it was, and the fleet goes on by what follows.
/// </summary>
internal sealed class Drivers : IDisposable
{
    /// <summary>Numbers of what is in no plan: far beyond any device's own.</summary>
    const int FirstSeq = 10_000_000;
    const int MostWaiting = 4_096, MostTries = 6;

    /// <summary>After so long without a look the control room asks what is the matter.</summary>
    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    static readonly Between s_look = new(8, 40), s_think = new(8, 60);

    readonly IOpenDay _open;
    readonly IReadOnlySet<string> _faults;
    readonly ProgrammeClock _clock;
    readonly Told _told = System.Threading.Channels.Channel.CreateBounded<(string, InstructionMessage)>(MostWaiting);
    readonly HashSet<string> _known = [];
    readonly List<Obeyed> _obeyed = [];
    readonly FleetPlan _first;
    double _costSeconds;
    int _numbered;

    public Drivers(IOpenDay open, IReadOnlySet<string> faults, ProgrammeClock clock, Day day, FleetPlan plan, double costSeconds, IReadOnlyList<Obeyed> before)
    {
        (_open, _faults, _clock, Day, Plan, _first, _costSeconds) = (open, faults, clock, day, plan, plan, costSeconds);
        _obeyed.AddRange(before);
        _known.UnionWith(before.Select(o => o.Told.Instruction));
        _numbered = before.Count;
    }

    /// <summary>As it goes with everything accepted so far.</summary>
    public Day Day { get; private set; }
    public FleetPlan Plan { get; private set; }
    public IReadOnlyList<Obeyed> Obeyed { get { lock (_obeyed) return [.. _obeyed]; } }

    /// <summary>Instructions that were seen only when the control room had begun to worry.</summary>
    public List<ExpectedIncident> SeenLate { get; } = [];

    /// <summary>What no driver could be told, because too much was waiting or it could not be read.</summary>
    public int Lost => Volatile.Read(ref _lost);
    int _lost;

    /// <summary>On a connection's thread. A repeat is nothing new.</summary>
    public void Hear(string vehicle, ReadOnlyMemory<byte> payload)
    {
        if (!Wire.TryInstruction(payload.Span, out var told, out _)) { Interlocked.Increment(ref _lost); return; }
        lock (_known)
            if (!_known.Add(told.Instruction)) return;
        if (!_told.Writer.TryWrite((vehicle, told))) Interlocked.Increment(ref _lost);
    }

    public async Task PlayAsync(DeviceFleet fleet, CancellationToken cancel)
    {
        try
        {
            // What an earlier process had them do may not have been told: the same again changes nothing.
            foreach (var (n, one) in Obeyed.Index())
                if (!Day.Declined.Contains(one.Told.Instruction)) Say(fleet, one, n, one.At);
            while (await _told.Reader.WaitToReadAsync(cancel)) await TakeAsync(fleet, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested) { return; }
    }

    async Task TakeAsync(DeviceFleet fleet, CancellationToken cancel)
    {
        var told = new List<(string Vehicle, InstructionMessage Told, Draw Draw)>();
        while (_told.Reader.TryRead(out var one)) told.Add((one.Vehicle, one.Message, Draw.For(Day.Setup.Seed, "driver", one.Message.Instruction)));
        var begun = _numbered;
        _numbered += told.Count;
        foreach (var (n, one) in told.Index()) Look(fleet, one.Vehicle, one.Told, one.Draw, begun + n);
        var thinking = told.Select(t => t.Draw.SecondsIn(s_think)).ToList();
        for (var tries = 1; ; tries++)
        {
            // Nobody accepts in the past: what computing the day takes is added, at this speed.
            var soonest = _clock.NowMs + (long)(_costSeconds * 1000 * _clock.Rate) + (long)(s_look.Max * 1000);
            List<Obeyed> accepted = [.. told.Zip(thinking, (t, ms) => new Obeyed(Day.Setup.Starts.AddMilliseconds(soonest + ms), t.Vehicle, t.Told))];
            // What would be accepted after the day's end is not part of it.
            if (accepted.Exists(a => a.At >= Day.Setup.Ends)) return;
            if (await TryAsync(fleet, accepted, cancel))
            {
                foreach (var (n, one) in accepted.Index())
                    if (!Day.Declined.Contains(one.Told.Instruction)) Say(fleet, one, begun + n, null);
                return;
            }
            if (tries == MostTries) throw new RunTrouble("the day is too fast for its drivers: it could not be computed anew in time");
            _costSeconds *= 1.5;
        }
    }

    async Task<bool> TryAsync(DeviceFleet fleet, List<Obeyed> accepted, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var from = accepted.Min(a => a.At);
        var (day, plan) = await Task.Run(() =>
        {
            var next = _open.Day([.. Obeyed, .. accepted]);
            return (next, ChannelFaults.Plan(next, _faults));
        }, cancel);
        if (Changed(day, from) is { } change) throw new RunTrouble(change);
        // Networks and kills are as they were drawn, and restarts up to here; only what is told and when goes on differently.
        plan = _first with { Clocks = plan.Clocks, Emissions = plan.Emissions, FirstSeq = plan.FirstSeq, Sendings = plan.Sendings, FaultCounts = plan.FaultCounts };
        if (Day.Setup.Starts.AddMilliseconds(_clock.NowMs) >= from) return false;
        try { await fleet.ReplaceAsync(plan).WaitAsync(cancel); }
        catch (InvalidOperationException other) { throw new RunTrouble(other.Message); }
        lock (_obeyed) _obeyed.AddRange(accepted);
        (Day, Plan, _costSeconds) = (day, plan, 1.5 * watch.Elapsed.TotalSeconds + 0.05);
        return true;
    }

    /// <summary>What lies behind must stay as it was; says what did not.</summary>
    string? Changed(Day next, DateTimeOffset from)
    {
        if (next.Setup.Ends != Day.Setup.Ends) return "the day's end moved when a driver accepted something";
        foreach (var (was, now) in Day.Emissions.Zip(next.Emissions))
        {
            if (was.At >= from && now.At >= from) return null;
            if (!was.SaysTheSameAs(now)) return $"the past changed at {was.At:u} when a driver accepted something: {was.Device} and {now.Device}";
        }
        return null;
    }

    void Look(DeviceFleet fleet, string vehicle, InstructionMessage told, Draw draw, int number)
    {
        var at = Day.Setup.Starts.AddMilliseconds(_clock.NowMs + draw.SecondsIn(s_look));
        if (at >= Day.Setup.Ends) return;
        var worry = DateTimeOffset.FromUnixTimeMilliseconds(told.At) + s_patience;
        if (at > worry) SeenLate.Add(new ExpectedIncident("instruction-unseen", $"vehicle/{vehicle}", worry) { Until = at });
        fleet.Say(Scan(at, vehicle, Act.InstructionSeen, told), FirstSeq + 2 * number);
    }

    void Say(DeviceFleet fleet, Obeyed one, int number, DateTimeOffset? seen)
    {
        if (seen is { } at) fleet.Say(Scan(at, one.Vehicle, Act.InstructionSeen, one.Told), FirstSeq + 2 * number);
        fleet.Say(Scan(one.At, one.Vehicle, Act.InstructionAccepted, one.Told), FirstSeq + 2 * number + 1);
    }

    ScanEmission Scan(DateTimeOffset at, string vehicle, string act, InstructionMessage told) =>
        new(at, Truths.Device.Driver(vehicle), [Reports.Of(act) with { Instruction = told.Instruction, Staff = Names.Staff(Day.Setup.Seed, vehicle, 1) }]);

    public void Dispose() => _told.Writer.TryComplete();
}

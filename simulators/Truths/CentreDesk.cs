using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators.Clockwork;
using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Plans;
using SpecimenLogistics.Simulators.Programme;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>A testing centre at work: packs tube by tube, seals box by box, closes, packs up.</summary>
internal sealed class CentreDesk
{
    readonly World _world;
    readonly Draw _hands;
    readonly Queue<Box> _clean;
    readonly string _packer, _supervisor;
    /// <summary>Into the second box, at its so-manieth tube, one of the first box is scanned again.</summary>
    const int TwiceAt = 3;
    Box? _open;
    readonly int _number;
    int _tubes;

    /// <param name="number">The centre's number in its scenario: tubes of two centres never share a serial.</param>
    public CentreDesk(World world, Centre centre, int number)
    {
        (_world, Centre, _number, Kits) = (world, centre, number, centre.OpeningKits);
        _hands = world.Draw("desk", centre.Id);
        _clean = new Queue<Box>(world.Boxes.Where(b => b.OpeningHolder == centre.Party));
        _packer = Names.Staff(world.Seed, centre.Id, 1);
        _supervisor = Names.Staff(world.Seed, centre.Id, 2);
        Sessions = [.. Enumerable.Range(0, world.Scenario.Days).SelectMany(day => centre.Sessions.Select(h => OnDay(day, h)))];
    }

    public Centre Centre { get; }
    public IReadOnlyList<SessionRun> Sessions { get; }
    public int Kits { get; private set; }
    public Side Side => new(Device.Supervisor(Centre.Id), Centre.Party, _supervisor);

    public void Begin()
    {
        foreach (var session in Sessions.Where(s => _world.Mischief.Suspension?.Sessions.Contains(s.Id) == true))
        {
            session.Suspended = true;
            session.Ready.Raise();
        }
        _world.Timeline.Start(Work());
    }

    SessionRun OnDay(int day, Hours hours) =>
        new($"{_world.Scenario.Numbers.Date.AddDays(day):yyyy-MM-dd}/{Centre.Id}/{hours.Number}", Centre, hours.OnDay(day), new Signal(_world.Timeline));

    /// <summary>The session that a trip is for: of the day on which it begins.</summary>
    public SessionRun Session(int number, int day) => Sessions.Single(s => s.Hours.Number == number && Midnights.DayOf(s.Hours.OpensMs) == day);

    /// <summary>Clean boxes to bring: as planned on the first day, afterwards what makes up the stock that it then had.</summary>
    public int Wants(TripPlan trip) => trip.Day == 0 ? trip.Boxes : Math.Max(0, trip.Boxes + _world.Scenario.Numbers.Boxes.OpeningAtCentre - _clean.Count - InUse);

    /// <summary>What the session under way has used so far: it was brought for it.</summary>
    int InUse => Sessions.FirstOrDefault(s => s.Hours.OpensMs <= _world.NowMs && _world.NowMs < s.Hours.ClosesMs)?.Boxes.Count + (_open is null ? 0 : 1) ?? 0;

    /// <summary>The same for kits, in whole packs.</summary>
    public int WantsKits(TripPlan trip) => trip.Day == 0 ? trip.Kits : Math.Max(0, (trip.Kits + Centre.OpeningKits - Kits + SupplyRuns.Pack - 1) / SupplyRuns.Pack * SupplyRuns.Pack);

    public void Supply(Box box) => _clean.Enqueue(box);

    public void SupplyKits(TripPlan trip, string vehicle)
    {
        var count = WantsKits(trip);
        if (count == 0) return;
        Kits += count;
        var (lot, expiry) = Names.Lot(_world.Scenario.Numbers.Date, _world.Draw("lot", Centre.Id, $"{_world.NowMs / 3_600_000}").Below(3));
        _world.Reports.Scan(_world.NowMs, Device.Supervisor(Centre.Id), Reports.Of(Act.Kits) with
        {
            Count = count, Party = vehicle, Lot = lot, Expiry = expiry, Staff = _supervisor,
        });
    }

    IEnumerable<Pause> Work()
    {
        foreach (var session in Sessions)
        {
            if (session.Suspended) continue;
            var people = People.Tubes(_world, Centre, session);
            var told = people.Count - _world.Mischief.UnsaidTubes.GetValueOrDefault(session.Id);
            foreach (var (number, at) in people.Index())
            {
                yield return Pause.Until(at);
                if (Kits > 0 && (_open is not null || _clean.Count > 0)) Pack(session, number < told);
                else TurnAway(session);
            }
            foreach (var pause in Close(session)) yield return pause;
        }
    }

    /// <summary>No kit or no box: the person leaves without a test. One stock-out a session, however many are sent away.</summary>
    void TurnAway(SessionRun session)
    {
        if (session.RanOutMs is null) _world.StockOuts++;
        session.RanOutMs ??= _world.NowMs;
    }

    void Pack(SessionRun session, bool told)
    {
        _open ??= _clean.Dequeue();
        var tube = Names.Tube(_world.Seed, _number, _tubes++);
        Kits--;
        _open.Now.Tubes.Add(tube);
        _open.Now.PackedMs ??= _world.NowMs;
        _open.Move(Place.CentrePacking, Centre.Party);
        if (told) Scan(_open, tube, _world.NowMs);
        if (_open.Now.Tubes.Count == TwiceAt && session.Boxes.Count > 0 && _world.Mischief.TubeTwice.Contains(session.Id)) ScanTwice(session.Boxes[0].Box, _open);
        if (_open.Now.Tubes.Count == _world.Scenario.Numbers.Boxes.TubesEach) Seal(session);
    }

    void Scan(Box box, string tube, long ms)
    {
        box.Now.Said.Add(tube);
        _world.Reports.Scan(ms, Device.Packing(Centre.Id), Reports.Of(Act.Pack) with { Box = box.Id, Tube = tube, Staff = _packer });
    }

    /// <summary>A label that hung loose is scanned into the second box, while its tube lies in the first.</summary>
    void ScanTwice(Box first, Box second)
    {
        if (first.Now.SharesTube) return;
        Scan(second, first.Now.Tubes[0], _world.NowMs + 800);
        first.Now.SharesTube = second.Now.SharesTube = second.Now.SharesTubeLater = true;
    }

    void Seal(SessionRun session)
    {
        var box = _open!;
        _open = null;
        session.LastSealMs = Math.Max(_world.NowMs, session.LastSealMs) + _hands.SecondsIn(_world.Scenario.Numbers.Centre.SealingS);
        box.Now.Sealed = true;
        box.Now.SealedMs = session.LastSealMs;
        box.Now.BoundFor = Centre.Laboratory;
        box.Now.Counted = box.Now.Tubes.Count + (session.Boxes.Count == 0 ? _world.Mischief.Miscounted.GetValueOrDefault(session.Id) : 0);
        box.Move(Place.CentreSealed, Centre.Party);
        session.Boxes.Add((box, box.Now));
        _world.Reports.Scan(session.LastSealMs, Device.Supervisor(Centre.Id), Reports.Of(Act.Seal) with
        {
            Box = box.Id,
            Seal = box.Seal,
            MechanicalSeal = Names.MechanicalSeal(_world.Seed, box.Id, box.Now.Number),
            Count = box.Now.Counted,
            Staff = _supervisor,
        });
    }

    IEnumerable<Pause> Close(SessionRun session)
    {
        var numbers = _world.Scenario.Numbers.Centre;
        yield return Pause.Until(session.Hours.ClosesMs);
        if (_open is not null) Seal(session);
        yield return Pause.Until(Math.Max(_world.NowMs, session.LastSealMs) + _hands.SecondsIn(numbers.ClosingS));
        if (_world.Mischief.ClosedLateMs.TryGetValue(session.Id, out var longer)) yield return Pause.Until(_world.NowMs + longer);
        session.Declared = !_world.Mischief.ClosureForgotten.Contains(session.Id);
        session.ClosedMs = session.Declared ? _world.NowMs : session.Hours.ClosesMs;
        if (session.Declared) Declare(session);
        if (_world.Mischief.LateTube.Contains(session.Id)) foreach (var pause in OneMore(session)) yield return pause;
        yield return Pause.Until(_world.NowMs + _hands.MinutesAround(numbers.PackingUpMin));
        session.Ready.Raise();
    }

    void Declare(SessionRun session)
    {
        var late = _world.NowMs - session.Hours.ClosesMs > _world.Scenario.Numbers.Centre.ReasonAfterMin * 60_000L;
        _world.Reports.Scan(_world.NowMs, Device.Supervisor(Centre.Id), Reports.Of(Act.CloseSession) with
        {
            Session = session.Id,
            Boxes = [.. session.Boxes.Select(b => new DeclaredBox(b.Box.Id, b.Cycle.Tubes.Count))],
            Reason = late ? "people were still waiting" : null,
            Staff = _supervisor,
        });
    }

    /// <summary>One more person, after the closure: the tube goes into a box of its own, and with the others.</summary>
    IEnumerable<Pause> OneMore(SessionRun session)
    {
        if (Kits == 0 || _clean.Count == 0) yield break;
        var draw = _world.Draw("fault", "late-tube", session.Id);
        yield return Pause.Until(_world.NowMs + draw.SecondsIn(new Between(40, 120)));
        Pack(session, told: true);
        yield return Pause.Until(_world.NowMs + draw.SecondsIn(new Between(20, 40)));
        if (_open is not null) Seal(session);
        session.LateTube = true;
        yield return Pause.Until(Math.Max(_world.NowMs, session.LastSealMs));
    }
}

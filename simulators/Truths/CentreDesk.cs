using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators.Clockwork;
using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Programme;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>A testing centre at work: packs tube by tube, seals box by box, closes, packs up.</summary>
internal sealed class CentreDesk
{
    readonly World _world;
    readonly Draw _hands;
    readonly Queue<Box> _clean;
    readonly string _packer, _supervisor;
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
        Sessions = [.. centre.Sessions.Select(h => new SessionRun($"{world.Scenario.Numbers.Date:yyyy-MM-dd}/{centre.Id}/{h.Number}", centre, h, new Signal(world.Timeline)))];
    }

    public Centre Centre { get; }
    public IReadOnlyList<SessionRun> Sessions { get; }
    public int Kits { get; private set; }
    public Side Side => new(Device.Supervisor(Centre.Id), Centre.Party, _supervisor);

    public void Begin() => _world.Timeline.Start(Work());

    public SessionRun Session(int number) => Sessions.Single(s => s.Hours.Number == number);

    public void Supply(Box box) => _clean.Enqueue(box);

    public void SupplyKits(int count, string vehicle)
    {
        Kits += count;
        _world.Reports.Scan(_world.NowMs, Device.Supervisor(Centre.Id), Reports.Of(Act.Kits) with { Count = count, Party = vehicle, Staff = _supervisor });
    }

    IEnumerable<Pause> Work()
    {
        foreach (var session in Sessions)
        {
            foreach (var at in People.Tubes(_world, Centre, session.Hours))
            {
                yield return Pause.Until(at);
                if (Kits > 0 && (_open is not null || _clean.Count > 0)) Pack(session);
                else TurnAway(session);
            }
            foreach (var pause in Close(session)) yield return pause;
        }
    }

    /// <summary>No kit or no box: the person leaves without a test. One stock-out a session, however many are sent away.</summary>
    void TurnAway(SessionRun session)
    {
        if (!session.RanOut) _world.StockOuts++;
        session.RanOut = true;
    }

    void Pack(SessionRun session)
    {
        _open ??= _clean.Dequeue();
        var tube = Names.Tube(_world.Seed, _number, _tubes++);
        Kits--;
        _open.Now.Tubes.Add(tube);
        _open.Move(Place.CentrePacking, Centre.Party);
        _world.Reports.Scan(_world.NowMs, Device.Packing(Centre.Id), Reports.Of(Act.Pack) with { Box = _open.Id, Tube = tube, Staff = _packer });
        if (_open.Now.Tubes.Count == _world.Scenario.Numbers.Boxes.TubesEach) Seal(session);
    }

    void Seal(SessionRun session)
    {
        var box = _open!;
        _open = null;
        session.LastSealMs = Math.Max(_world.NowMs, session.LastSealMs) + _hands.SecondsIn(_world.Scenario.Numbers.Centre.SealingS);
        box.Now.Sealed = true;
        box.Move(Place.CentreSealed, Centre.Party);
        session.Boxes.Add((box, box.Now));
        _world.Reports.Scan(session.LastSealMs, Device.Supervisor(Centre.Id), Reports.Of(Act.Seal) with
        {
            Box = box.Id,
            Seal = box.Seal,
            MechanicalSeal = Names.MechanicalSeal(_world.Seed, box.Id, box.Now.Number),
            Count = box.Now.Tubes.Count,
            Staff = _supervisor,
        });
    }

    IEnumerable<Pause> Close(SessionRun session)
    {
        var numbers = _world.Scenario.Numbers.Centre;
        yield return Pause.Until(session.Hours.ClosesMs);
        if (_open is not null) Seal(session);
        yield return Pause.Until(Math.Max(_world.NowMs, session.LastSealMs) + _hands.SecondsIn(numbers.ClosingS));
        session.ClosedMs = _world.NowMs;
        var late = _world.NowMs - session.Hours.ClosesMs > numbers.ReasonAfterMin * 60_000L;
        _world.Reports.Scan(_world.NowMs, Device.Supervisor(Centre.Id), Reports.Of(Act.CloseSession) with
        {
            Session = session.Id,
            Boxes = [.. session.Boxes.Select(b => new DeclaredBox(b.Box.Id, b.Cycle.Tubes.Count))],
            Reason = late ? "people were still waiting" : null,
            Staff = _supervisor,
        });
        yield return Pause.Until(_world.NowMs + _hands.MinutesAround(numbers.PackingUpMin));
        session.Ready.Raise();
    }
}

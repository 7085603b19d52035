using CsCheck;
using SpecimenLogistics.Simulators.Programme;
using SpecimenLogistics.Simulators.Roads;
using SpecimenLogistics.Simulators.Truths;

namespace SpecimenLogistics.Unit.Simulators.Truths;

public sealed class VehicleLogTests
{
    [Fact]
    public void Who_leaves_in_the_moment_he_comes_was_there()
    {
        var (home, away) = (Days.Whole.Warehouse.Spot, Days.Whole.Centres[0].Spot);
        var log = new VehicleLog(0, home);
        log.Drove(1000, [new RoutePiece(home, away, 500)], away);
        log.Drove(1500, [new RoutePiece(away, home, 500)], home);
        Assert.Equal([home, away], log.Stretches.OfType<Standing>().Select(s => s.Spot));
    }

    [Fact]
    public void What_is_aboard_is_what_was_loaded_by_then_and_not_yet_set_down() =>
        Gen.Select(Gen.Select(Gen.Long[0, 100], Gen.Long[0, 60]).List[0, 20], Gen.Long[0, 200].List[0, 30]).Sample((loads, moments) =>
        {
            var aboard = loads.OrderBy(l => l.Item1).Select(l => new Aboard(null!, null!, true, l.Item1) { ToMs = l.Item1 + l.Item2 }).ToList();
            var hold = new Hold(aboard);
            foreach (var at in moments.Order()) Assert.Equal(aboard.Where(a => a.FromMs <= at && at < a.ToMs), hold.At(at));
        });
}

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
}

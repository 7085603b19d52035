using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Faults;

/// <summary>
/// Devices die over a publish: some once it is on the wire, some when its acknowledgement has come and was not read. What they kept goes again over a
/// new connection with its own numbers; every third starts anew, so that what it kept is of a boot that is over.
/// </summary>
internal static class HalfDevice
{
    const double ShareOfScans = 0.03, ShareOfOthers = 0.003;
    const int RestartsOneOf = 3;

    public static int Apply(Channel channel, Dice dice)
    {
        // Each device draws on its own, in the order of its sendings: a day that goes on differently was the same up to there.
        var seed = dice.Next();
        foreach (var own in Enumerable.Range(0, channel.Sendings.Count).GroupBy(n => channel.Sendings[n].Device))
        {
            var drawn = Dice.For((int)seed, channel.Setup.Devices[own.Key].Id);
            var restarts = new List<Restart>();
            foreach (var n in own.OrderBy(n => channel.Sendings[n].DueMs).ThenBy(n => channel.Sendings[n].Kind).ThenBy(n => channel.Sendings[n].Emission))
            {
                var sending = channel.Sendings[n];
                if (sending.Kind != SendingKind.Original || !drawn.Chance(channel.Emissions[sending.Emission] is ScanEmission ? ShareOfScans : ShareOfOthers)) continue;
                var death = drawn.Chance(0.5) ? Death.OnceSent : Death.Unanswered;
                var anew = drawn.Between(0L, RestartsOneOf) == 0;
                if (anew) restarts.Add(new Restart(sending.DueMs, (uint)drawn.Between(1L, uint.MaxValue)));
                channel.Sendings[n] = sending with { Death = death, Restarts = anew };
            }
            channel.Clocks[own.Key] = channel.Clocks[own.Key] with { Restarts = restarts };
        }
        return channel.Sendings.Count(s => s.Death != Death.None);
    }
}

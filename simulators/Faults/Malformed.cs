using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Faults;

/// <summary>One extra message in a hundred that no server can understand, each made from a good one; the good one is sent as well.</summary>
internal static class Malformed
{
    const double Share = 0.01;

    public static int Apply(Channel channel, Dice dice)
    {
        var extra = new List<Sending>();
        foreach (var sending in channel.Sendings)
            if (sending.Kind == SendingKind.Original && dice.Chance(Share))
                extra.Add(sending with { Kind = SendingKind.Malformed, Breakage = (byte)(extra.Count % Breakage.Ways) });
        channel.Sendings.AddRange(extra);
        return extra.Count;
    }
}

using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Faults;

/// <summary>A tenth of all messages is sent again one to five hours later, or in what is left of the day.</summary>
internal static class Duplicates
{
    const double Share = 0.10;
    const long SoonestMs = 3_600_000, LatestMs = 5 * 3_600_000;

    public static int Apply(Channel channel, Dice dice)
    {
        var copies = new List<Sending>();
        foreach (var sending in channel.Sendings)
        {
            if (sending.Kind != SendingKind.Original || !dice.Chance(Share)) continue;
            var due = sending.DueMs + dice.Between(SoonestMs, LatestMs);
            if (due > channel.LastSendMs) due = dice.Between(sending.DueMs, channel.LastSendMs);
            copies.Add(channel.Later(sending, due) with { Kind = SendingKind.Duplicate });
        }
        channel.Sendings.AddRange(copies);
        return copies.Count;
    }
}

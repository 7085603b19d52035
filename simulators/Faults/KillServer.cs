namespace SpecimenLogistics.Simulators.Faults;

/// <summary>The server is killed without warning three times, in the busy part of the day, at least a tenth of it apart.</summary>
internal static class KillServer
{
    const int Kills = 3;

    public static int Apply(Channel channel, Dice dice)
    {
        // Each third of the messages holds one kill, kept away from the borders so that they never come close together.
        var dues = channel.Sendings.Select(s => s.DueMs).Order().ToArray();
        for (var n = 0; n < Kills; n++)
            channel.Kills.Add(dues[(int)((n + dice.Between(0.2, 0.8)) / Kills * (dues.Length - 1))]);
        return Kills;
    }
}

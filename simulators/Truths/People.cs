using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Programme;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>The people of one session: when each tube is ready to be packed, one scanner, one tube at a time.</summary>
internal static class People
{
    public static IReadOnlyList<long> Tubes(World world, Centre centre, SessionRun session)
    {
        var hours = session.Hours;
        var numbers = world.Scenario.Numbers.People;
        var date = Midnights.DayOf(hours.OpensMs);
        // The first day's draws have no date in their names: it is the same whether others follow or not.
        string[] later = date == 0 ? [] : [Text(date)];
        var draw = world.Draw(["people", centre.Id, Text(hours.Number), .. later]);
        var day = 1 + numbers.DaySpread * world.Draw(["day", "people", .. later]).Bell();
        var count = Math.Max(1, (int)Math.Round(centre.Expected * day * (1 + numbers.SessionSpread * draw.Bell())));
        var span = hours.ClosesMs + draw.SecondsIn(numbers.LastPersonLateS) - hours.OpensMs;
        var at = new long[count];
        for (var i = 0; i < count; i++) at[i] = Comes(draw);
        // As many again, from a stream of their own: those who come anyhow come when they would have come.
        if (world.Mischief.Surge.Contains(session.Id)) at = [.. at, .. More(world.Draw("fault", "surge", session.Id))];
        Array.Sort(at);
        for (var i = 1; i < at.Length; i++) at[i] = Math.Max(at[i], at[i - 1] + numbers.GapS * 1000L);
        return at;

        static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

        long Comes(Draw from) => hours.OpensMs + (long)(Busy(numbers.Profile, from.Unit()) * span) + from.SecondsIn(numbers.AtTheTableS);

        IEnumerable<long> More(Draw surge)
        {
            for (var i = 0; i < count * (numbers.SurgeFactor - 1); i++) yield return Comes(surge);
        }
    }

    /// <summary>Where in the session, 0 to 1, a share of all its people has come.</summary>
    static double Busy(IReadOnlyList<double> profile, double share)
    {
        var left = share * profile.Sum();
        for (var slice = 0; slice < profile.Count; slice++)
        {
            if (left < profile[slice]) return (slice + left / profile[slice]) / profile.Count;
            left -= profile[slice];
        }
        return 1;
    }
}

using System.Globalization;

namespace SpecimenLogistics.Server;

/// <summary>Which replay a server is for, if any.</summary>
static class ReplayOptions
{
    public const string Usage = "[--simulated SCENARIO/SEED/DATE]";

    public static string? Simulated(Given given)
    {
        var simulated = given.Text("--simulated");
        if (simulated is not null && Begins(simulated) is null) given.Wrong($"--simulated must be SCENARIO/SEED/DATE with a date like 2020-09-06, not '{simulated}'");
        return simulated;
    }

    /// <summary>Where on earth the day is, only the programme will say: its date begins first where clocks are furthest ahead.</summary>
    public static DateTimeOffset? Begins(string? simulated) =>
        simulated?.Split('/') is [_, _, var date] && DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.FromHours(14))
            : null;
}

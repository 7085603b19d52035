namespace SpecimenLogistics.Simulators.Programme;

/// <summary>Days within a count of milliseconds that begins with the first day's local midnight. Days are all alike long: no zone here changes its clocks.</summary>
internal static class Midnights
{
    public const long DayMs = 24 * 3_600_000;

    /// <summary>0 for the first.</summary>
    public static int DayOf(long ms) => (int)(ms / DayMs);

    /// <summary>Milliseconds since that day's own midnight.</summary>
    public static long HourOf(long ms) => ms % DayMs;

    public static long Of(int day) => day * DayMs;
}

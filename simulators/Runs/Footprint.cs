using System.Globalization;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>What processes take of their machine, as Linux tells it; zeros elsewhere and of one that is not there.</summary>
/// <param name="ProcessorSeconds">Since they began, by any of the processors.</param>
internal sealed record Footprint(double MemoryMiB, int Handles, int Threads, double ProcessorSeconds)
{
    // The kernel counts hundredths for everybody, whatever its own clock does.
    const double TicksPerSecond = 100;

    /// <summary>All of them together.</summary>
    public static Footprint Of(IEnumerable<int> processes) => processes.Select(Of).Aggregate(new Footprint(0, 0, 0, 0), Plus);

    static Footprint Plus(Footprint one, Footprint two) => new(one.MemoryMiB + two.MemoryMiB, one.Handles + two.Handles, one.Threads + two.Threads, one.ProcessorSeconds + two.ProcessorSeconds);

    static Footprint Of(int process)
    {
        try
        {
            var said = File.ReadLines($"/proc/{process}/status").Select(l => l.Split(':', 2)).Where(l => l.Length == 2).ToDictionary(l => l[0], l => l[1].Trim());
            return new Footprint(Number(said["VmRSS"].Split(' ')[0]) / 1024.0, Directory.GetFiles($"/proc/{process}/fd").Length, Number(said["Threads"]), ProcessorOf(process));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or KeyNotFoundException) { return new Footprint(0, 0, 0, 0); }
    }

    static double ProcessorOf(int process)
    {
        // Behind the name, which may hold blanks and brackets.
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

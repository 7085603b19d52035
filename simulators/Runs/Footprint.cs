using System.Globalization;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>What processes take of their machine, as Linux tells it; zeros elsewhere and of one that is not there.</summary>
internal sealed record Footprint(double MemoryMiB, int Handles, int Threads)
{
    /// <summary>All of them together.</summary>
    public static Footprint Of(IEnumerable<int> processes) => processes.Select(Of).Aggregate(new Footprint(0, 0, 0), Plus);

    static Footprint Plus(Footprint one, Footprint two) => new(one.MemoryMiB + two.MemoryMiB, one.Handles + two.Handles, one.Threads + two.Threads);

    static Footprint Of(int process)
    {
        try
        {
            var said = File.ReadLines($"/proc/{process}/status").Select(l => l.Split(':', 2)).Where(l => l.Length == 2).ToDictionary(l => l[0], l => l[1].Trim());
            return new Footprint(Number(said["VmRSS"].Split(' ')[0]) / 1024.0, Directory.GetFiles($"/proc/{process}/fd").Length, Number(said["Threads"]));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or KeyNotFoundException) { return new Footprint(0, 0, 0); }
    }

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace SpecimenLogistics.Benchmarks.Publish;

/// <summary>A process with all that it began, which is what a database is.</summary>
static class ProcessTree
{
    // What the kernel counts in for programs, on every machine that .NET runs on.
    const double TicksPerSecond = 100;

    // After the name, which may hold anything: user and system time, and those of children that have ended.
    const int FirstTime = 11, Times = 4;

    /// <summary>CPU time so far, also of those that have ended: who waited for them counts them.</summary>
    public static TimeSpan Cpu(int root) => TimeSpan.FromSeconds(Ticks(root) / TicksPerSecond);

    static long Ticks(int process)
    {
        try
        {
            var stat = File.ReadAllText(Invariant($"/proc/{process}/stat"));
            var own = stat[(stat.LastIndexOf(')') + 2)..].Split(' ').Skip(FirstTime).Take(Times).Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture));
            var children = File.ReadAllText(Invariant($"/proc/{process}/task/{process}/children")).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return own + children.Sum(child => Ticks(int.Parse(child, CultureInfo.InvariantCulture)));
        }
        // Ended since it was listed.
        catch (IOException) { return 0; }
    }

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

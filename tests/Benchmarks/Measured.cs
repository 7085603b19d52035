using System.Diagnostics;

namespace SpecimenLogistics.Benchmarks;

/// <summary>What a stretch of work cost this process.</summary>
internal sealed record Measured(string What, long Rows, TimeSpan Wall, TimeSpan Cpu, long Gen2)
{
    public double PerSecond => Rows / Wall.TotalSeconds;
    public double CpuPer100K => Cpu.TotalSeconds / Rows * 100_000;

    /// <summary>Runs work that returns its rows; rows, wall time and CPU of this process while it ran.</summary>
    public static async Task<Measured> Of(string what, Func<Task<long>> work)
    {
        using var self = Process.GetCurrentProcess();
        var (cpu, gen2, watch) = (self.TotalProcessorTime, GC.CollectionCount(2), Stopwatch.StartNew());
        var rows = await work();
        watch.Stop();
        self.Refresh();
        return new Measured(what, rows, watch.Elapsed, self.TotalProcessorTime - cpu, GC.CollectionCount(2) - gen2);
    }

    public static string Table(IEnumerable<Measured> lines) => string.Join('\n',
        [$"{"",-28}{"rows/s",12}{"CPU-s/100k",12}{"gen 2",7}", .. lines.Select(l => FormattableString.Invariant($"{l.What,-28}{l.PerSecond,12:N0}{l.CpuPer100K,12:N2}{l.Gen2,7}"))]);
}

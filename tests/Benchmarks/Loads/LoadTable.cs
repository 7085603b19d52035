namespace SpecimenLogistics.Benchmarks.Loads;

/// <summary>What came out as Markdown: means of the rounds, and ratios of those means.</summary>
static class LoadTable
{
    const string Head = """
        | store | nodes | connections | in flight | msg/s | p50 ms | p99 ms | CPU-s/100k, server | CPU-s/100k, PostgreSQL | Mosquitto, msg/s | of Mosquitto | journal alone, rows/s | of the journal alone |
        |---|---|---|---|---|---|---|---|---|---|---|---|---|
        """;

    public static string Of(IEnumerable<LoadCell> cells) =>
        string.Join('\n', [Head, .. cells.GroupBy(cell => (cell.Store, cell.Nodes, cell.Shape)).Select(rounds => Line([.. rounds]))]);

    static string Line(IReadOnlyList<LoadCell> rounds)
    {
        var (first, ours) = (rounds[0], rounds.Average(r => r.Ours.PerSecond));
        var (mosquitto, journal) = (rounds.Average(r => r.Mosquitto.PerSecond), rounds.Average(r => r.JournalPerSecond));
        var database = first.Store == "sqlite" ? "" : FormattableString.Invariant($"{rounds.Average(r => r.Ours.StoreCpuPer100K):0.00}");
        return FormattableString.Invariant(
            $"| {first.Store} | {first.Nodes} | {first.Shape.Connections:N0} | {first.Shape.Window} | {ours:N0} | {rounds.Average(r => r.Ours.P50Ms):0.0} | {rounds.Average(r => r.Ours.P99Ms):0.0} | {rounds.Average(r => r.Ours.CpuPer100K):0.00} | {database} | {mosquitto:N0} | {ours / mosquitto:0.00#} | {journal:N0} | {ours / journal:0.00#} |");
    }
}

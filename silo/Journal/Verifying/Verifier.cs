using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary>
/// Checks a store without changing it, as of one moment: every stream's chain, payloads and head, the running hashes of the
/// append tables, every signed root, and the read model against a fold of the facts.
/// </summary>
public static class Verifier
{
    /// <param name="dataFolder">The folder that holds <c>journal.db</c>; it may be in use.</param>
    /// <param name="againstRootFile">
    /// Roots that left the system, one a line: as in <c>roots.log</c>, or the bare 64 digits. Each must be a root of this store.
    /// </param>
    /// <param name="refold">A stream's view made from its rows; null where the stream has none. The bytes must equal the read model's.</param>
    /// <exception cref="JournalException">There is no store in the folder, or none this program can read.</exception>
    public static VerifyReport Run(
        string dataFolder, string? againstRootFile = null, Func<string, IReadOnlyList<JournalRow>, byte[]?>? refold = null) =>
        Run(new SqliteDialect(dataFolder), dataFolder, againstRootFile, refold);

    /// <summary>The same of a store in PostgreSQL.</summary>
    /// <param name="store">Its connection string.</param>
    /// <param name="dataFolder">A folder with a <c>roots.log</c> of one of its processes, or null.</param>
    public static VerifyReport RunShared(
        string store, string? dataFolder = null, string? againstRootFile = null, Func<string, IReadOnlyList<JournalRow>, byte[]?>? refold = null) =>
        // However long it takes: whoever checks a store waits for the answer.
        Run(new PostgresDialect(store, TimeSpan.Zero), dataFolder, againstRootFile, refold);

    internal static VerifyReport Run(Dialect dialect, string? folder, string? againstRootFile, Func<string, IReadOnlyList<JournalRow>, byte[]?>? refold)
    {
        dialect.RequireStore();
        if (againstRootFile is not null && !File.Exists(againstRootFile)) throw new JournalException($"there is no file {againstRootFile}");
        using var reader = new Reader(dialect.OpenReader(), dialect);
        var findings = new Findings();
        try
        {
            if (!Migration.IsCurrent(reader, dialect)) throw new JournalException("the store's schema is not this program's");
            reader.Snapshot(r => Check(r, dialect, folder, againstRootFile, refold, findings));
        }
        catch (System.Data.Common.DbException e)
        {
            findings.Break(dialect.IsShared ? "database" : "journal.db", null, $"the {(dialect.IsShared ? "database" : "file")} cannot be read: {e.Message}");
        }
        return findings.Report();
    }

    static bool Check(
        Reader reader, Dialect dialect, string? folder, string? against, Func<string, IReadOnlyList<JournalRow>, byte[]?>? refold, Findings findings)
    {
        var roots = new RootCheck(findings);
        roots.Stored(reader);
        if (folder is not null) roots.Log(Path.Combine(folder, "roots.log"));
        if (against is not null) roots.Against(against);
        var acts = Acts.Read(reader, findings);
        new StreamCheck(reader, roots.Expected, acts, refold, findings).Run();
        findings.Telemetry += TableCheck.Run(reader, new PositionFormat(), roots.Expected, acts, findings);
        PositionTimeCheck.Run(reader, findings);
        findings.Telemetry += TableCheck.Run(reader, new HeardFormat(), roots.Expected, acts, findings);
        findings.Telemetry += TableCheck.Run(reader, new TemperatureFormat(), roots.Expected, acts, findings);
        SeenCheck.Run(reader, acts, findings);
        findings.Unreadable += TableCheck.Run(reader, new UnreadableFormat(), roots.Expected, acts, findings);
        if (dialect.IsShared) TurnCheck.Run(reader, findings);
        return findings.BreakCount == 0;
    }
}

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
        string dataFolder, string? againstRootFile = null, Func<string, IReadOnlyList<JournalRow>, byte[]?>? refold = null)
    {
        var dialect = new SqliteDialect(dataFolder);
        if (!File.Exists(dialect.File)) throw new JournalException($"there is no store in {dataFolder}");
        if (againstRootFile is not null && !File.Exists(againstRootFile)) throw new JournalException($"there is no file {againstRootFile}");
        using var reader = new Reader(dialect.OpenReader(), dialect);
        var findings = new Findings();
        try
        {
            if (Migration.Version(reader) != Schema.Steps.Count) throw new JournalException("the store's schema is not this program's");
            reader.Snapshot(r => Check(r, dataFolder, againstRootFile, refold, findings));
        }
        catch (System.Data.Common.DbException e)
        {
            findings.Break("journal.db", null, "the file cannot be read: " + e.Message);
        }
        return findings.Report();
    }

    static bool Check(
        Reader reader, string folder, string? against, Func<string, IReadOnlyList<JournalRow>, byte[]?>? refold, Findings findings)
    {
        var roots = new RootCheck(findings);
        roots.Stored(reader);
        roots.Log(Path.Combine(folder, "roots.log"));
        if (against is not null) roots.Against(against);
        new StreamCheck(reader, roots.Expected, refold, findings).Run();
        findings.Telemetry += TableCheck.Run(reader, new PositionFormat(), roots.Expected, findings);
        PositionTimeCheck.Run(reader, findings);
        findings.Telemetry += TableCheck.Run(reader, new HeardFormat(), roots.Expected, findings);
        findings.Telemetry += TableCheck.Run(reader, new TemperatureFormat(), roots.Expected, findings);
        findings.Unreadable += TableCheck.Run(reader, new UnreadableFormat(), roots.Expected, findings);
        return findings.BreakCount == 0;
    }
}

using System.Globalization;

namespace SpecimenLogistics.Journal;

/// <summary>Brings a store up to this program's schema, forward only. Of several processes that start together one does it, and the others find it done.</summary>
internal static class Migration
{
    const string Common = "schema", Own = "schema_own";

    public static void Run(WriteSession session, Dialect dialect)
    {
        session.BeginSchema();
        Steps(session, dialect);
        session.Commit();
    }

    /// <summary>Within a transaction that is alone with the schema.</summary>
    public static void Steps(WriteSession session, Dialect dialect)
    {
        session.Run(dialect.Ddl("CREATE TABLE IF NOT EXISTS meta (key {text} NOT NULL PRIMARY KEY, value {text} NOT NULL) {clustered}"));
        Up(session, dialect, Common, Schema.Steps);
        if (dialect.OwnSteps.Count > 0) Up(session, dialect, Own, dialect.OwnSteps);
    }

    static void Up(WriteSession session, Dialect dialect, string key, IReadOnlyList<string> steps)
    {
        var version = Version(session.Reader, key) ?? 0;
        if (version > steps.Count)
        {
            session.Rollback();
            throw new JournalException($"the store has schema version {version}, this program knows {steps.Count}: use a newer program");
        }
        for (; version < steps.Count; version++) session.Run(dialect.Ddl(steps[version]));
        session.Run($"INSERT INTO meta (key, value) VALUES ('{key}', '{version}') ON CONFLICT (key) DO UPDATE SET value = excluded.value");
    }

    public static bool IsCurrent(Reader reader, Dialect dialect) =>
        Version(reader, Common) == Schema.Steps.Count && (Version(reader, Own) ?? 0) == dialect.OwnSteps.Count;

    static int? Version(Reader reader, string key) =>
        reader.First("SELECT value FROM meta WHERE key = $1", r => (int?)int.Parse(r.GetString(0), CultureInfo.InvariantCulture), key);
}

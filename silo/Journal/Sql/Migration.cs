namespace SpecimenLogistics.Journal;

/// <summary>Brings a store up to this program's schema, forward only.</summary>
internal static class Migration
{
    public static void Run(WriteSession session, Dialect dialect)
    {
        session.Begin();
        session.Run(dialect.Ddl("CREATE TABLE IF NOT EXISTS meta (key {text} NOT NULL PRIMARY KEY, value {text} NOT NULL) {clustered}"));
        var version = Version(session.Reader) ?? 0;
        if (version > Schema.Steps.Count)
        {
            session.Rollback();
            throw new JournalException($"the store has schema version {version}, this program knows {Schema.Steps.Count}: use a newer program");
        }
        for (; version < Schema.Steps.Count; version++) session.Run(dialect.Ddl(Schema.Steps[version]));
        session.Run($"INSERT INTO meta (key, value) VALUES ('schema', '{version}') ON CONFLICT (key) DO UPDATE SET value = excluded.value");
        session.Commit();
    }

    public static int? Version(Reader reader) =>
        reader.First("SELECT value FROM meta WHERE key = 'schema'", r => (int?)int.Parse(r.GetString(0), System.Globalization.CultureInfo.InvariantCulture));
}

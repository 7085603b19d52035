using Npgsql;

namespace SpecimenLogistics.Journal;

/// <summary>
/// Whether a store in PostgreSQL belongs to a replay, said in the database itself from the transaction that made its tables, since
/// its processes have no folder in common.
/// </summary>
public static class StoreMark
{
    const string Key = "simulated";

    /// <summary>Makes or migrates the store and marks a new one; null, or in one line why it cannot be used so.</summary>
    /// <param name="simulated">Which replay this is for; null for a real programme.</param>
    public static string? Check(string store, string? simulated)
    {
        var dialect = new JournalOptions { Store = store }.Dialect();
        try
        {
            using var session = dialect.OpenWriter();
            session.BeginSchema();
            // An older one is brought up to this program's; then all that is named in a statement must be there.
            var isNew = session.Reader.First("SELECT to_regclass('meta') IS NULL", r => r.GetBoolean(0));
            Migration.Steps(session, dialect);
            var marked = session.Reader.First("SELECT value FROM meta WHERE key = $1", r => r.GetString(0), Key);
            if (Refusal(dialect.Name, isNew, marked, simulated) is { } refusal)
            {
                session.Rollback();
                return refusal;
            }
            if (marked is null && simulated is not null) Write(session, simulated);
            session.Commit();
            dialect.Check(session.Reader);
            return null;
        }
        catch (NpgsqlException e) { return $"{dialect.Name} cannot be used: {e.Message}"; }
        catch (JournalException e) { return e.Message; }
    }

    static string? Refusal(string store, bool isNew, string? marked, string? simulated) => (marked, simulated) switch
    {
        (null, null) => null,
        (null, _) => isNew ? null : $"{store} holds a real programme; a replay needs a database of its own",
        (_, null) => $"{store} holds the simulation {marked}; it cannot serve a real programme",
        _ => marked == simulated ? null : $"{store} holds the simulation {marked}, not {simulated}",
    };

    static void Write(WriteSession session, string simulated)
    {
        var write = session.Prepare(new Insert("meta", [Column.Text("key"), Column.Text("value")]));
        write.Add(Key).Add(simulated).EndRow();
        write.Execute();
        session.Send();
    }
}

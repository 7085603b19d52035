using System.Data;
using System.Data.Common;
using Npgsql;

namespace SpecimenLogistics.Journal;

/// <summary>A PostgreSQL database (15 or newer) that several processes write, one transaction at a time: see <see cref="PostgresTurn"/>.</summary>
internal sealed class PostgresDialect : Dialect
{
    /// <summary>
    /// All that serves finds its rows by a key. A plan is kept for as long as nobody has looked at its tables anew, and one made when a
    /// table was small, which reads it whole, took a quarter of a second for each commit a minute later. What must be read whole then looks dear, and would be compiled.
    /// </summary>
    const string ByKeys = "SET jit = off; SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_material = off;";

    readonly NpgsqlDataSource _source;
    readonly TimeSpan _patience;

    /// <param name="store">A connection string.</param>
    /// <param name="patience">How long a reader's statement may take; zero for as long as it takes.</param>
    public PostgresDialect(string store, TimeSpan patience)
    {
        _patience = patience;
        var given = new NpgsqlConnectionStringBuilder(store);
        Name = $"the database {given.Database} at {given.Host}";
        _source = StoreAddress.Source(new NpgsqlConnectionStringBuilder(StoreAddress.WithTarget(store))
        {
            // Connections are few, and each is kept for as long as it works.
            Pooling = false, Enlist = false, MaxAutoPrepare = 100, AutoPrepareMinUsages = 2, Timeout = 5, KeepAlive = 10,
            CommandTimeout = patience == TimeSpan.Zero ? 0 : (int)patience.TotalSeconds + 10,
            ApplicationName = given.ApplicationName ?? "specimen-logistics",
        });
    }

    public override string Name { get; }
    public override bool IsShared => true;
    public override IReadOnlyList<string> OwnSteps { get; } = [PostgresTurn.Step, MembershipTables.Step, LeaseTable.Step];

    /// <summary>At once after the first failure, then twice as long each time up to five seconds, and not all processes together.</summary>
    public override TimeSpan Pause(int failures) =>
        failures < 2 ? TimeSpan.Zero : Math.Min(5, 0.1 * Math.Pow(2, Math.Min(failures, 10) - 2)) * (0.5 + Random.Shared.NextDouble()) * TimeSpan.FromSeconds(1);

    public override void RequireStore()
    {
        try
        {
            using var reader = new Reader(OpenReader(), this);
            if (reader.First("SELECT to_regclass('meta') IS NOT NULL", r => r.GetBoolean(0))) return;
        }
        catch (NpgsqlException e) { throw new JournalException($"{Name} cannot be read: {e.Message}", e); }
        throw new JournalException($"there is no store in {Name}");
    }

    public override WriteSession OpenWriter() => new PostgresWriteSession(Open($"""
        {PostgresTurn.Settings} {ByKeys}
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local')
        """), this);

    public override DbConnection OpenReader() =>
        Open($"{(_patience == TimeSpan.Zero ? "" : ByKeys)} SET default_transaction_read_only = on; SET statement_timeout = {(long)_patience.TotalMilliseconds}");

    /// <summary>Classes 21 to 23: what a statement asks for, what its values are, and keys and empty columns.</summary>
    public override bool IsConstraint(Exception error) => error is PostgresException { SqlState: ['2', '1' or '2' or '3', ..] };

    /// <summary>Class 57P is a server that ends, and 08 a connection that did.</summary>
    public override bool IsLost(Exception error) => error switch
    {
        PostgresException e => e.SqlState.StartsWith("57P", StringComparison.Ordinal) || e.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException e => e.InnerException is IOException or System.Net.Sockets.SocketException,
        // What Npgsql says of a connection that it has found broken already.
        InvalidOperationException => true,
        _ => false,
    };

    public override bool IsFull(Exception error) => error is PostgresException { SqlState: PostgresErrorCodes.DiskFull };

    /// <summary>Text sorts by its bytes here as it does in SQLite, whatever the database's language.</summary>
    public override string Ddl(string common) => common
        .Replace("{bytes}", "bytea").Replace("{long}", "bigint").Replace("{real}", "double precision").Replace("{text}", "text COLLATE \"C\"")
        .Replace("{rowid}", "bigint NOT NULL PRIMARY KEY").Replace("{heap}", "").Replace("{clustered}", "");

    public override DbParameter Parameter(DbCommand command, int number) => new NpgsqlParameter();

    /// <summary>Key by key whatever the planner thinks of it: see <see cref="ByKeys"/>.</summary>
    public override string ForKeys(string sql) => $"SELECT q.* FROM unnest($1::text[]) AS k(key) CROSS JOIN LATERAL ({sql.Replace("$1", "k.key")} OFFSET 0) q";

    public override DbTransaction Snapshot(DbConnection reader) => reader.BeginTransaction(IsolationLevel.RepeatableRead);

    public override IReadOnlyList<string> Check(Reader reader)
    {
        PostgresCheck.Tables(reader, Name);
        return PostgresCheck.Server(reader, Name);
    }

    NpgsqlConnection Open(string settings)
    {
        var connection = _source.OpenConnection();
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = settings;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}

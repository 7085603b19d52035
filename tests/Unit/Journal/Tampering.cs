using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;
using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Unit.Journal;

/// <summary>Somebody with the file or the database and a tool for it, who knows how the chain is made.</summary>
internal static partial class Tampering
{
    public static int Sql(this TestStore store, string sql)
    {
        using var connection = Open(store);
        using var command = connection.CreateCommand();
        command.CommandText = store.Store is null ? sql : InPostgres(sql);
        return command.ExecuteNonQuery();
    }

    public static long Number(this TestStore store, string sql)
    {
        using var connection = Open(store);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Gives one row another payload and makes the whole stream's chain, digests and head anew.</summary>
    public static void Recompute(this TestStore store, string stream, long seq, string payload)
    {
        using var connection = Open(store);
        using var transaction = connection.BeginTransaction();
        var (bytes, last) = (new ChainBytes(), FactHash.Start);
        foreach (var stored in Rows(connection, stream))
        {
            var row = stored.Row;
            var fact = row.Seq == seq ? row.Fact with { Payload = System.Text.Encoding.UTF8.GetBytes(payload) } : row.Fact;
            var digest = PayloadDigest.Of(stored.Salt, fact.Payload);
            last = FactHash.Of(bytes, stream, row.Seq, fact, row.RecordedAt, digest, last);
            Run(connection, "UPDATE fact SET payload = @p, payload_digest = @d, hash = @h WHERE stream = @s AND seq = @q",
                ("@p", fact.Payload), ("@d", digest), ("@h", last), ("@s", stream), ("@q", row.Seq));
        }
        Run(connection, "UPDATE stream_head SET hash = @h WHERE stream = @s", ("@h", last), ("@s", stream));
        transaction.Commit();
    }

    static DbConnection Open(TestStore store)
    {
        DbConnection connection = store.Store is { } address
            ? new NpgsqlConnection(new NpgsqlConnectionStringBuilder(address) { Pooling = false }.ToString())
            : new SqliteConnection($"Data Source={Path.Combine(store.Folder, "journal.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Bytes, as the other database writes them.</summary>
    static string InPostgres(string sql) => Text().Replace(Zeros().Replace(sql, "decode(repeat('00', $1), 'hex')"), "convert_to($1, 'UTF8')");

    [GeneratedRegex(@"zeroblob\((\d+)\)")]
    private static partial Regex Zeros();

    [GeneratedRegex(@"CAST\(('[^']*') AS BLOB\)")]
    private static partial Regex Text();

    static List<StoredFact> Rows(DbConnection connection, string stream)
    {
        using var command = connection.CreateCommand();
        command.CommandText = FactRows.Select + " WHERE stream = @s ORDER BY seq";
        Give(command, "@s", stream);
        using var reader = command.ExecuteReader();
        var rows = new List<StoredFact>();
        while (reader.Read()) rows.Add(FactRows.Read(reader));
        return rows;
    }

    static void Run(DbConnection connection, string sql, params (string Name, object Value)[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values) Give(command, name, value);
        if (command.ExecuteNonQuery() != 1) throw new InvalidOperationException("nothing was changed");
    }

    static void Give(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}

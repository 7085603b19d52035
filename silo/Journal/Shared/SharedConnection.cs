using Npgsql;

namespace SpecimenLogistics.Journal;

/// <summary>One connection beside the writer's, for what processes tell each other through the store. Opened again where it was lost.</summary>
internal sealed class SharedConnection : IAsyncDisposable
{
    readonly NpgsqlDataSource _source;
    readonly SemaphoreSlim _one = new(1, 1);
    NpgsqlConnection? _open;

    /// <param name="deadline">For each statement, and for connecting.</param>
    public SharedConnection(string store, TimeSpan deadline)
    {
        var seconds = Math.Max(1, (int)deadline.TotalSeconds);
        _source = StoreAddress.Source(new NpgsqlConnectionStringBuilder(StoreAddress.WithTarget(store)) { Pooling = false, Enlist = false, Timeout = seconds, CommandTimeout = seconds, KeepAlive = 5 });
    }

    public async Task<T> Do<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            _open ??= await _source.OpenConnectionAsync(cancel).ConfigureAwait(false);
            return await work(_open, cancel).ConfigureAwait(false);
        }
        catch
        {
            // Whether it is the connection's fault is not worth a question: the next one costs little.
            if (_open is { } broken) await broken.DisposeAsync().ConfigureAwait(false);
            _open = null;
            throw;
        }
        finally { _one.Release(); }
    }

    public Task Run(string sql, CancellationToken cancel, params object[] values) => Do(async (connection, stop) =>
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync(stop).ConfigureAwait(false);
    }, cancel);

    public static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    public async ValueTask DisposeAsync()
    {
        if (_open is { } open) await open.DisposeAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
        _one.Dispose();
    }
}

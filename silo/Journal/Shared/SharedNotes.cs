using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary>Notes are rows of <c>meta</c>; a change is told through the database, so that nobody has to ask all the time.</summary>
public sealed class SharedNotes(string store) : INotes, IAsyncDisposable
{
    const string Channel = "specimen_notes", Named = "note/";
    static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(5);

    readonly SharedConnection _asking = new(store, s_deadline), _listening = new(store, s_deadline);
    object? _listens;

    public async Task<string?> Read(string name, CancellationToken cancel) =>
        (await Texts("SELECT value FROM meta WHERE key = $1", Named + name, cancel).ConfigureAwait(false)).FirstOrDefault();

    public Task<IReadOnlyList<string>> ReadAll(string prefix, CancellationToken cancel) =>
        Texts("SELECT value FROM meta WHERE starts_with(key, $1) ORDER BY key", Named + prefix, cancel);

    public Task Write(string name, string text, CancellationToken cancel) => _asking.Run(
        $"WITH w AS (INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value RETURNING key) SELECT pg_notify('{Channel}', key) FROM w",
        cancel, Named + name, text);

    public Task AwaitChange(TimeSpan atMost, CancellationToken cancel) => _listening.Do(async (connection, stop) =>
    {
        if (!ReferenceEquals(_listens, connection))
        {
            await using (var listen = SharedConnection.Command(connection, "LISTEN " + Channel)) await listen.ExecuteNonQueryAsync(stop).ConfigureAwait(false);
            _listens = connection;
            // What was written before this moment told nobody here.
            return true;
        }
        return await connection.WaitAsync(atMost, stop).ConfigureAwait(false);
    }, cancel);

    Task<IReadOnlyList<string>> Texts(string sql, string key, CancellationToken cancel) => _asking.Do<IReadOnlyList<string>>(async (connection, stop) =>
    {
        await using var command = SharedConnection.Command(connection, sql, key);
        await using var rows = await command.ExecuteReaderAsync(stop).ConfigureAwait(false);
        var texts = new List<string>();
        while (await rows.ReadAsync(stop).ConfigureAwait(false)) texts.Add(rows.GetString(0));
        return texts;
    }, cancel);

    public async ValueTask DisposeAsync()
    {
        await _asking.DisposeAsync().ConfigureAwait(false);
        await _listening.DisposeAsync().ConfigureAwait(false);
    }
}

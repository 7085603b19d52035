using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary>A row that says who has it, and until when. Whoever stops, however he stops, loses it by waiting.</summary>
internal sealed class SharedLease(string store, string holder) : ILease, IAsyncDisposable
{
    static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(3);

    readonly SharedConnection _connection = new(store, s_deadline);

    public Task<LeaseAnswer> Hold(string what, TimeSpan length, CancellationToken cancel) => Ask(cancel, LeaseTable.Hold, what, holder, length);
    public Task<LeaseAnswer> Look(CancellationToken cancel) => Ask(cancel, LeaseTable.Look);

    Task<LeaseAnswer> Ask(CancellationToken cancel, string sql, params object[] values) => _connection.Do(async (connection, stop) =>
    {
        await using var command = SharedConnection.Command(connection, sql, values);
        await using var rows = await command.ExecuteReaderAsync(stop).ConfigureAwait(false);
        await rows.ReadAsync(stop).ConfigureAwait(false);
        return new LeaseAnswer(rows.GetBoolean(0), new DateTimeOffset(rows.GetDateTime(1)));
    }, cancel);

    public Task Release(string what, CancellationToken cancel) => _connection.Run(LeaseTable.Release, cancel, what, holder);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}

using SpecimenLogistics.Contracts;
using SpecimenLogistics.Journal;
using SpecimenLogistics.Tests.Postgres;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

/// <summary>A database as a store: made, migrated, looked at before it serves, and refused with a sentence.</summary>
public sealed class StoreTests : IDisposable
{
    readonly TestStore _store = new(On.Postgres);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Many_processes_that_start_at_once_on_an_empty_database_make_it_once()
    {
        var stores = Enumerable.Range(0, 6).Select(_ => new TestStore(On.Postgres, store: _store.Store)).ToList();
        try
        {
            var outcomes = await Task.WhenAll(stores.Select((s, n) => Task.Run(() => s.Journal.Append(Append($"box/{n}", 0, Fact(n)), Soon))));
            Assert.All(outcomes, o => Assert.Equal(new AppendOutcome.Committed(1), o));
            Assert.Equal(6, (await _store.Read.Counts(Soon)).Facts);
        }
        finally { stores.ForEach(s => s.Dispose()); }
    }

    [Fact]
    public void A_store_of_a_newer_program_is_left_alone()
    {
        _ = _store.Journal;
        _store.Close();
        _store.Sql("UPDATE meta SET value = '99' WHERE key = 'schema'");
        _store.Reopen();
        Assert.Contains("use a newer program", Assert.Throws<JournalException>(() => _store.Journal).Message);
    }

    [Theory]
    [InlineData("ALTER TABLE heard DROP COLUMN rssi_dbm", "its heard has no rssi_dbm")]
    [InlineData("DROP TABLE tube", "its tube has no serial")]
    [InlineData("DELETE FROM turn", "has lost its row of turns")]
    public void A_database_without_what_statements_name_is_refused_before_it_serves(string damage, string sentence)
    {
        _ = _store.Journal;
        _store.Close();
        _store.Sql(damage);
        _store.Reopen();
        Assert.Contains(sentence, Assert.Throws<JournalException>(() => _store.Journal).Message);
    }

    [Fact]
    public void A_database_without_a_store_and_one_that_is_not_there_are_told_so_by_verify()
    {
        Assert.StartsWith("there is no store in the database postgres", Assert.Throws<JournalException>(() => _store.Verify()).Message);
        Assert.Contains("cannot be read", Assert.Throws<JournalException>(() => Verifier.RunShared("Host=/nowhere;Database=x;Username=x")).Message);
    }

    [Fact]
    public async Task A_count_of_facts_that_is_not_theirs_is_found_by_verify()
    {
        await _store.Journal.Append(Append("box/A", 0, Fact(1)), Soon);
        _store.Sql("UPDATE turn SET facts = 7");
        Assert.Equal("turn: it counts 7 facts, the streams' heads 1", Assert.Single(_store.Verify().Breaks).ToString());
    }

    [Fact]
    public void A_new_store_is_a_replays_or_a_programmes_for_ever()
    {
        var (real, replay) = (PrivatePostgres.Shared.NewStore(), PrivatePostgres.Shared.NewStore());
        Assert.Null(StoreMark.Check(real, null));
        Assert.Null(StoreMark.Check(real, null));
        Assert.EndsWith("holds a real programme; a replay needs a database of its own", StoreMark.Check(real, "day/1/2020-09-06"));
        Assert.Null(StoreMark.Check(replay, "day/1/2020-09-06"));
        Assert.Null(StoreMark.Check(replay, "day/1/2020-09-06"));
        Assert.EndsWith("holds the simulation day/1/2020-09-06, not day/2/2020-09-06", StoreMark.Check(replay, "day/2/2020-09-06"));
        Assert.EndsWith("holds the simulation day/1/2020-09-06; it cannot serve a real programme", StoreMark.Check(replay, null));
        Assert.Contains("cannot be used", StoreMark.Check("Host=/nowhere;Database=x;Username=x", null));
    }

    [Theory]
    [InlineData("nonsense", "is no connection string")]
    [InlineData("Host=db;Prot=5", "is no connection string")]
    [InlineData("Host=db;Port=many;Database=x", "is no connection string")]
    [InlineData("Database=x", "names no Host")]
    [InlineData("Host=db", "names no Database")]
    [InlineData("Host=db;Database=x;Password=secret", null)]
    [InlineData("Host=db1,db2;Database=x;Target Session Attributes=primary", null)]
    [InlineData("Host=db1,db2;Database=x;Target Session Attributes=any", "may only have primary")]
    public void An_address_that_cannot_serve_is_told_in_one_line_without_repeating_it(string address, string? fault)
    {
        var said = StoreAddress.Fault(address);
        if (fault is null) Assert.Null(said);
        else Assert.StartsWith(fault, said);
    }

    [Fact]
    public void Of_several_hosts_the_one_that_may_be_written_is_found_and_one_alone_is_left_as_it_is()
    {
        var store = StoreAddress.WithTarget(_store.Store!.Replace("Host=", "Host=/nowhere,", StringComparison.Ordinal));
        Assert.Contains("Target Session Attributes=primary", store);
        Assert.Equal(_store.Store, StoreAddress.WithTarget(_store.Store!));
        using var reader = new PostgresDialect(store, TimeSpan.Zero).OpenReader();
        Assert.Equal(System.Data.ConnectionState.Open, reader.State);
        // As accounts and membership come to it: by the address alone.
        using var other = new Npgsql.NpgsqlConnection(store);
        other.Open();
    }

    [Fact]
    public async Task Text_that_no_database_holds_is_refused_alone_and_what_nobody_understood_is_kept_without_it()
    {
        var bad = _store.Journal.Append(Append("box/A", 0, Fact(1) with { Kind = "a\0b" }), Soon);
        var half = _store.Journal.Append(Append("box/B", 0, Fact(2) with { Kind = "a\ud800b" }), Soon);
        var good = _store.Journal.Append(Append("box/C", 0, Fact(3) with { Kind = "封條 🧪" }), Soon);
        await Assert.ThrowsAsync<JournalException>(() => bad);
        await Assert.ThrowsAsync<JournalException>(() => half);
        Assert.Equal(new AppendOutcome.Committed(1), await good);

        await _store.Unreadable.Keep(new UnreadableItem("S007", "v9/\0x", [0, 1], "reason \ud800", Noon), Soon);
        await _store.Unreadable.Keep(new UnreadableItem("S007", "v9/\0x", [0, 1], "reason \ud800", Noon) { Again = true }, Soon);
        Assert.Equal(("v9/�x", "reason �"), Assert.Single(await _store.Unreadable.Newest(9, Soon)) is { } kept ? (kept.Topic, kept.Reason) : default);
        Assert.Empty(_store.Verify().Breaks);
    }

    [Fact]
    public async Task A_tube_packed_into_two_boxes_in_one_transaction_is_told_to_both()
    {
        using var held = new ManualResetEventSlim();
        using (_store.Feed.Subscribe(_ => held.Wait(TimeSpan.FromSeconds(30))))
        {
            var first = _store.Journal.Append(Append("box/0", 0, Fact(99)) with { State = State("0", "v") }, Soon);
            var rest = Enumerable.Range(0, 4).Select(n => _store.Journal.Append(
                Append($"box/BX-{n}", 0, Fact(n)) with { Tubes = [new TubeItem($"T{n / 2}", $"BX-{n}", Noon + n, Id(n))], State = State("same", $"{n}") }, Soon)).ToList();
            held.Set();
            await Task.WhenAll(rest);
            await first;
        }
        Assert.Equal(["box/BX-0", "box/BX-1", "box/BX-2", "box/BX-3"], (await _store.Read.Outbox(10, Soon)).Select(o => o.Receiver).Order());
        Assert.Equal((5L, "3"), (await _store.Read.One("box", "same", Soon)) is { } row ? (row.Position, System.Text.Encoding.UTF8.GetString(row.View)) : default);
    }

    [Fact]
    public async Task A_database_that_may_lose_what_was_acknowledged_is_warned_of()
    {
        await _store.Journal.Append(Append("box/A", 0, Fact(1)), Soon);
        using var reader = new Reader(new PostgresDialect(_store.Store!, TimeSpan.FromMinutes(1)).OpenReader(), new PostgresDialect(_store.Store!, TimeSpan.FromMinutes(1)));
        Assert.EndsWith("runs with fsync=off: a power failure may lose what was acknowledged", Assert.Single(PostgresCheck.Server(reader, "it")));
    }
}

using System.Text;
using SpecimenLogistics.Journal;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

public sealed class ChangedTests_SQLite() : ChangedTests(On.Sqlite);
public sealed class ChangedTests_PostgreSQL() : ChangedTests(On.Postgres);

/// <summary>What a reader of all views of a kind has missed since.</summary>
public abstract class ChangedTests(On on) : IDisposable
{
    readonly TestStore _store = new(on);
    readonly Dictionary<string, int> _seqs = [];
    int _facts;

    public void Dispose() => _store.Dispose();

    async Task Put(string kind, string id, string view)
    {
        var stream = $"{kind}/{id}";
        var seq = _seqs.GetValueOrDefault(stream);
        await _store.Journal.Append(Append(stream, seq, Fact(++_facts)) with { State = State(id, view) with { Kind = kind } }, Soon);
        _seqs[stream] = seq + 1;
    }

    async Task<string> Since(string kind, long position) => string.Join(' ', (await _store.Read.Changed(kind, position, Soon)).Select(r => $"{r.Id}={Encoding.UTF8.GetString(r.View)}"));

    [Fact]
    public async Task Is_each_view_of_the_kind_once_as_it_is_now_in_order_of_its_last_change()
    {
        await Put("box", "A", "a1");
        await Put("box", "B", "b1");
        await Put("site", "A", "s1");
        Assert.Equal("A=a1 B=b1", await Since("box", 0));
        var known = (await _store.Read.All("box", Soon)).Max(r => r.Position);
        Assert.Equal("", await Since("box", known));
        await Put("site", "A", "s2");
        Assert.Equal("", await Since("box", known));
        await Put("box", "C", "c1");
        await Put("box", "A", "a2");
        await Put("box", "A", "a3");
        Assert.Equal("C=c1 A=a3", await Since("box", known));
        Assert.Equal("A=s2", await Since("site", known));
    }

    /// <summary>Whatever a planner knows of the tables, an empty one's or a full one's: few rows are newer, and all of a kind are many.</summary>
    [Fact]
    public async Task Is_looked_up_by_position()
    {
        for (var n = 0; n < 50; n++) await Put("box", $"B{n}", "b");
        Assert.Contains("entity_by_position", Plan(), StringComparison.Ordinal);
        _store.Sql("ANALYZE entity_state");
        Assert.Contains("entity_by_position", Plan(), StringComparison.Ordinal);
    }

    string Plan()
    {
        using var dialect = new Reader(Dialect.OpenReader(), Dialect);
        return string.Join('\n', _store.Store is null
            ? dialect.Query("EXPLAIN QUERY PLAN " + ReadModel.ChangedSql, r => r.GetString(3), "box", 3L)
            : dialect.Query("EXPLAIN " + ReadModel.ChangedSql, r => r.GetString(0), "box", 3L));
    }

    Dialect Dialect => new JournalOptions { DataFolder = _store.Folder, Store = _store.Store }.Dialect();
}

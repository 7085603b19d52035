using SpecimenLogistics.Contracts;
using SpecimenLogistics.Journal;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

/// <summary>What is said of a store in a file only.</summary>
public sealed class SqliteTests : IDisposable
{
    readonly TestStore _store = new(On.Sqlite);

    public void Dispose() => _store.Dispose();

    [Fact]
    public void A_folder_without_a_store_is_told_so()
    {
        _store.Close();
        var error = Assert.Throws<JournalException>(() => Verifier.Run(Path.Combine(_store.Folder, "nothing")));
        Assert.StartsWith("there is no store in", error.Message);
    }

    [Fact]
    public async Task Text_may_hold_any_character()
    {
        await _store.Journal.Append(Append("box/A", 0, Fact(1) with { Kind = "a\0b" }), Soon);
        Assert.Equal("a\0b", Assert.Single(await _store.Journal.Read("box/A", 0, Soon)).Fact.Kind);
    }
}

using System.Text;
using SpecimenLogistics.Contracts;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

/// <summary>The process that is killed: run by <see cref="KillTests"/> only.</summary>
public sealed class KilledChild
{
    public const string Folder = "JOURNAL_KILL_FOLDER", Store = "JOURNAL_KILL_STORE";

    [Fact(Explicit = true)]
    public async Task The_child_writes_until_it_is_killed()
    {
        var folder = Environment.GetEnvironmentVariable(Folder);
        Assert.False(folder is null, $"run by its parent only, which sets {Folder}");
        using var store = Child(folder);
        await using var standard = Console.OpenStandardOutput();
        await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() => i % 2 == 0 ? Facts(store, i, standard) : Sightings(store, i, standard))));
    }

    static TestStore Child(string folder)
    {
        var address = Environment.GetEnvironmentVariable(Store);
        return new TestStore(string.IsNullOrEmpty(address) ? On.Sqlite : On.Postgres, folder, store: address);
    }

    static async Task Facts(TestStore store, int caller, Stream said)
    {
        for (var n = 0; ; n++)
        {
            var fact = Fact(caller * 1_000_000 + n);
            Assert.IsType<AppendOutcome.Committed>(await store.Journal.Append(Append($"box/{caller}", n, fact) with { State = State($"{caller}", $"{n}") }, Soon));
            Say(said, $"fact box/{caller} {fact.Id}");
        }
    }

    static async Task Sightings(TestStore store, int caller, Stream said)
    {
        for (var n = 0; ; n++)
        {
            await store.Track.Append(Samples.Sightings($"V{caller}", 1, n), Soon);
            Say(said, $"heard V{caller} {n}");
        }
    }

    /// <summary>One write a line, so that a kill cuts none in two.</summary>
    static void Say(Stream said, string line)
    {
        lock (said) said.Write(Encoding.ASCII.GetBytes(line + "\n"));
    }
}

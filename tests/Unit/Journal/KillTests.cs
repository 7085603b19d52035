using System.Diagnostics;
using System.Globalization;
using System.Text;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Journal;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

/// <summary>A process that writes is killed in mid load: whatever it was told is stored, is.</summary>
public sealed class KillTests
{
    const string FolderVariable = "JOURNAL_KILL_FOLDER";
    const int Acknowledged = 2000;

    [Fact]
    public async Task Whatever_was_acknowledged_before_a_kill_is_in_the_file()
    {
        var folder = Directory.CreateTempSubdirectory("journal-kill-").FullName;
        try
        {
            var said = await WriteAndKill(folder);
            Assert.True(Verifier.Run(folder).Ok);
            using var store = new TestStore(folder);
            foreach (var stream in said.Where(s => s[0] == "fact").GroupBy(s => s[1]))
                Assert.Empty(stream.Select(s => Guid.Parse(s[2])).Except((await store.Journal.Read(stream.Key, 0, Soon)).Select(r => r.Fact.Id)));
            var seen = await store.Get<ISeen>().Load(Soon);
            foreach (var row in said.Where(s => s[0] == "heard"))
                Assert.Contains(seen, r => r.Device == row[1] && r.FirstSeq <= Number(row[2]) && Number(row[2]) <= r.LastSeq);
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    /// <summary>The child's acknowledgements, as words; killed after enough of them, while it goes on.</summary>
    static async Task<List<string[]>> WriteAndKill(string folder)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "SpecimenLogistics.Unit" + (OperatingSystem.IsWindows() ? ".exe" : "")))
        {
            RedirectStandardOutput = true,
            ArgumentList = { "-explicit", "only", "-method", $"{typeof(KillTests).FullName}.{nameof(The_child_writes_until_it_is_killed)}" },
            Environment = { [FolderVariable] = folder },
        };
        using var child = Process.Start(start)!;
        var said = new List<string[]>();
        while (await child.StandardOutput.ReadLineAsync(Soon) is { } line)
        {
            if (line.Split(' ') is ["fact" or "heard", _, _] words) said.Add(words);
            if (said.Count == Acknowledged) child.Kill();
        }
        await child.WaitForExitAsync(Soon);
        Assert.True(said.Count >= Acknowledged, $"the child said only {said.Count} lines");
        return said;
    }

    [Fact(Explicit = true)]
    public async Task The_child_writes_until_it_is_killed()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.False(folder is null, $"run by its parent only, which sets {FolderVariable}");
        using var store = new TestStore(folder);
        await using var standard = Console.OpenStandardOutput();
        await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() => i % 2 == 0 ? Facts(store, i, standard) : Sightings(store, i, standard))));
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

    static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

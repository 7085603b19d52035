using System.Diagnostics;
using System.Globalization;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Tests.Postgres;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

/// <summary>A process that writes is killed in mid load: whatever it was told is stored, is.</summary>
public abstract class KillTests(On on)
{
    const int Acknowledged = 2000;

    [Fact]
    public async Task Whatever_was_acknowledged_before_a_kill_is_in_the_file()
    {
        var folder = Directory.CreateTempSubdirectory("journal-kill-").FullName;
        var address = on == On.Postgres ? PrivatePostgres.Shared.NewStore() : null;
        try
        {
            var said = await WriteAndKill(folder, address);
            using var store = new TestStore(on, folder, store: address);
            Assert.True(store.Verify().Ok);
            foreach (var stream in said.Where(s => s[0] == "fact").GroupBy(s => s[1]))
                Assert.Empty(stream.Select(s => Guid.Parse(s[2])).Except((await store.Journal.Read(stream.Key, 0, Soon)).Select(r => r.Fact.Id)));
            var seen = await store.Get<ISeen>().Load(Soon);
            foreach (var row in said.Where(s => s[0] == "heard"))
                Assert.Contains(seen, r => r.Device == row[1] && r.FirstSeq <= Number(row[2]) && Number(row[2]) <= r.LastSeq);
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    /// <summary>The child's acknowledgements, as words; killed after enough of them, while it goes on.</summary>
    static async Task<List<string[]>> WriteAndKill(string folder, string? address)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "SpecimenLogistics.Unit" + (OperatingSystem.IsWindows() ? ".exe" : "")))
        {
            RedirectStandardOutput = true,
            ArgumentList = { "-explicit", "only", "-method", $"{typeof(KilledChild).FullName}.{nameof(KilledChild.The_child_writes_until_it_is_killed)}" },
            Environment = { [KilledChild.Folder] = folder, [KilledChild.Store] = address },
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

    static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

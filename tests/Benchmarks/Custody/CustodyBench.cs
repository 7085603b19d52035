using System.Globalization;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Benchmarks.Custody;

/// <summary>
/// Custody through grains against the very same transactions without them: what the grains appended is recorded, and then
/// appended again to an empty store by as many callers. Then what an active box weighs.
/// </summary>
static class CustodyBench
{
    const double LeastRatio = 0.4;
    const int BoxesEach = 4, TubesPerBox = 130;

    public static async Task<int> Run(IReadOnlyList<string> words)
    {
        var callers = (int)Words.Number(words, "--callers", 100);
        var rounds = (int)Words.Number(words, "--rounds", 1);
        var lines = new List<Measured>();
        var ratios = new List<double>();
        long bytes = 0;
        for (var round = 0; round < rounds; round++)
        {
            var recorder = new RecordedAppends();
            Measured grains;
            await using (var silo = await OneSilo.Start(recorder))
            {
                await All(callers, caller => Pack(silo.Grains, $"W{caller:D3}", boxes: 2));
                recorder.Begin();
                grains = await Measured.Of("through grains", () => All(callers, caller => Pack(silo.Grains, $"C{caller:D3}", boxes: BoxesEach)));
                recorder.End();
                bytes = await BoxWeight.Of(silo.Grains, TubesPerBox);
            }
            var same = recorder.Appends;
            using var store = new Journal.BenchStore(new JournalOptions().PerTransaction);
            var direct = await Measured.Of("the same transactions", () => Replay(store.Journal, same, callers));
            lines.AddRange([grains, direct]);
            ratios.Add(grains.PerSecond / direct.PerSecond);
        }
        Console.WriteLine(Measured.Table(lines));
        var ratio = ratios.Order().ElementAt(ratios.Count / 2);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"custody through grains: {ratio:0.00} of the same transactions without (median of {rounds}; at least {LeastRatio}), {callers} callers"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"an active box with {TubesPerBox} tubes: {bytes / 1024.0:0.0} KiB of heap"));
        return words.Contains("--assert") && ratio < LeastRatio ? 1 : 0;
    }

    static async Task<long> All(int callers, Func<int, Task<long>> work) => (await Task.WhenAll(Enumerable.Range(0, callers).Select(i => Task.Run(() => work(i))))).Sum();

    /// <summary>One packer: tube after tube, each confirmed before the next.</summary>
    static async Task<long> Pack(IGrainFactory grains, string caller, int boxes)
    {
        for (var n = 0; n < boxes; n++)
        {
            var box = new Subject(SubjectKind.Box, $"{caller}-{n:D3}");
            foreach (var fact in PackedBox.Facts(box, TubesPerBox)) await grains.GetGrain(box).Record(new FactBatch([fact]));
        }
        return (long)boxes * (TubesPerBox + 1);
    }

    static async Task<long> Replay(IJournal journal, IReadOnlyList<StreamAppend> appends, int callers)
    {
        // A stream's appends stay in their order, with one caller; streams of one packer stay with one caller too.
        var mine = appends.GroupBy(a => a.Stream[..a.Stream.LastIndexOf('-')]).Select(g => g.ToArray()).ToArray();
        if (mine.Length != callers) throw new InvalidOperationException($"{mine.Length} packers were recorded, not {callers}");
        return await All(callers, async caller =>
        {
            foreach (var append in mine[caller])
                if (await journal.Append(append, CancellationToken.None) is not AppendOutcome.Committed) throw new InvalidOperationException("not committed");
            return mine[caller].Length;
        });
    }
}

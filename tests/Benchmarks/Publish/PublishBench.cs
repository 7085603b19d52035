using System.Globalization;
using System.Text.Json;

namespace SpecimenLogistics.Benchmarks.Publish;

/// <summary>
/// Publish to acknowledged, ours against Mosquitto without a subscriber, in turns on the same machine: only the ratio of
/// one run means something.
/// </summary>
static class PublishBench
{
    static readonly (LoadShape Shape, double LeastRatio)[] Shapes = [(new(1_000, 1), 0.4), (new(150, 20), 0.8)];
    static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(60);

    public static async Task<int> Run(IReadOnlyList<string> words)
    {
        var seconds = Words.Number(words, "--seconds", 10);
        var warmUp = new WarmUp((int)Words.Number(words, "--warm-up", 80_000), LongestWarmUp);
        var rounds = (int)Words.Number(words, "--rounds", 1);
        var assert = words.Contains("--assert");
        var results = await Measure(TimeSpan.FromSeconds(seconds), warmUp, rounds);
        var right = Print(results);
        if (Words.Text(words, "--json") is { } file) await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(results, new JsonSerializerOptions { WriteIndented = true }));
        return right || !assert ? 0 : 1;
    }

    static async Task<List<LoadResult>> Measure(TimeSpan length, WarmUp warmUp, int rounds)
    {
        List<LoadResult> results = [];
        await using var mosquitto = await Mosquitto.Start();
        await using var ours = await OurServer.Start(Shapes.Max(each => each.Shape.Connections));
        uint boot = 0;
        for (var round = 0; round < rounds; round++)
            foreach (var (shape, _) in Shapes)
                foreach (var broker in new IBroker[] { mosquitto, ours })
                    results.Add(await Load.Run(broker, shape, warmUp, length, ++boot));
        return results;
    }

    static bool Print(List<LoadResult> results)
    {
        Console.WriteLine($"{"shape",-8} {"msg/s",9} {"CPU-s/100k",11} {"p50 ms",8} {"p99 ms",8}  broker");
        foreach (var r in results)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{r.Shape,-8} {r.PerSecond,9:0} {r.CpuPer100K,11:0.00} {r.P50Ms,8:0.00} {r.P99Ms,8:0.00}  {r.Broker}"));
        var right = true;
        foreach (var (shape, least) in Shapes)
        {
            var pair = results.Where(r => r.Shape == shape.ToString()).GroupBy(r => r.Broker).Select(g => g.Average(r => r.PerSecond)).ToArray();
            var ratio = pair[1] / pair[0];
            right &= ratio >= least;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{shape}: {ratio:0.00} of Mosquitto (at least {least})"));
        }
        return right;
    }
}

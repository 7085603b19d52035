using System.Diagnostics;
using System.Globalization;

namespace SpecimenLogistics.Simulators.Verbs;

/// <summary><c>truth --scenario NAME --seed N [--seeds COUNT] [--days N] [--fault NAME ...]</c>: the day as a short table, nothing sent anywhere.</summary>
internal static class TruthVerb
{
    public static int Run(ReadOnlySpan<string> args)
    {
        var (scenario, seed, count, days, faults) = ("day148", 1, 1, 1, new HashSet<string>());
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            if (args[i] == "--scenario") (scenario, i) = (value, i + 1);
            else if (args[i] == "--fault") { faults.Add(value); i++; }
            else if (args[i] == "--seed" && int.TryParse(value, CultureInfo.InvariantCulture, out var first)) (seed, i) = (first, i + 1);
            else if (args[i] == "--days" && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var end) && end is >= 1 and <= Scenario.MostDays) (days, i) = (end, i + 1);
            else if (args[i] == "--seeds" && int.TryParse(value, CultureInfo.InvariantCulture, out var many)) (count, i) = (many, i + 1);
            else
            {
                Console.Error.WriteLine($"truth does not understand \"{args[i]}\". It takes --scenario NAME --seed N --seeds COUNT --days N --fault NAME.");
                return 64;
            }
        }
        try
        {
            Print(Scenario.Load(scenario).Over(days), seed, count, faults);
            return 0;
        }
        catch (Exception error) when (error is FileNotFoundException or InvalidDataException or ArgumentException)
        {
            Console.Error.WriteLine(error.Message);
            return 64;
        }
    }

    static void Print(Scenario scenario, int seed, int count, HashSet<string> faults)
    {
        for (var each = seed; each < seed + count; each++)
        {
            var watch = Stopwatch.StartNew();
            var day = DayTruth.Generate(scenario, each, faults);
            foreach (var line in count == 1 ? DayTable.Lines(day, TimeSpan.FromMinutes(scenario.Numbers.UtcOffsetMinutes)) : [DayTable.OneLine(day)]) Console.WriteLine(line);
            if (count == 1) Console.WriteLine($"generated in            {watch.Elapsed.TotalSeconds:F2} s");
        }
    }
}

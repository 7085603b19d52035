using System.Diagnostics;
using System.Globalization;

namespace SpecimenLogistics.Simulation;

/// <summary>Histories one after the other, until one ends badly.</summary>
sealed record Batch(ulong From, ulong Seeds)
{
    /// <summary>One history of so many is played twice, to see that it is its own.</summary>
    const ulong PlayedTwice = 25;

    /// <summary>null for a call that cannot be understood.</summary>
    public static Batch? Parse(string[] words)
    {
        var batch = new Batch(1, 200);
        for (var i = 0; i < words.Length; i += 2)
        {
            if (i + 1 == words.Length || !ulong.TryParse(words[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
            switch (words[i])
            {
                case "--seeds": batch = batch with { Seeds = number }; break;
                case "--from": batch = batch with { From = number }; break;
                case "--seed": batch = new(number, 1); break;
                default: return null;
            }
        }
        return batch;
    }

    public static int Usage()
    {
        Console.Error.WriteLine("usage: simulate [--seeds N] [--from SEED] | --seed SEED | --self-check");
        return 64;
    }

    /// <summary>0 where all of them end well, 1 at the first that does not.</summary>
    public int Run()
    {
        var (began, steps, faults) = (Stopwatch.GetTimestamp(), 0L, 0L);
        for (var seed = From; seed < From + Seeds; seed++)
        {
            var plan = Plan.Of(seed);
            var (wrong, history) = History.Play(plan);
            using (history)
            {
                if (wrong is not null) return Report.Failure(plan, wrong, Sabotage.None);
                if (seed % PlayedTwice == 0 && Course(plan) != history.Course) return Report.Failure(plan, $"not its own history: {history.Course}, and then {Course(plan)}", Sabotage.None);
                steps += history.Course.Steps;
                faults += history.Told.Count;
            }
        }
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Seeds} histories from seed {From}, {steps} steps, {faults} faults, {took:0.0} s ({Seeds / took:0} a second): each thing said stored once, the store whole, screens and books right"));
        return 0;
    }

    static (long, int, int) Course(Plan plan)
    {
        var (_, history) = History.Play(plan);
        using (history) return history.Course;
    }
}

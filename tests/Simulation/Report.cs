namespace SpecimenLogistics.Simulation;

/// <summary>A failure as whoever mends it wants it: the seed, and the shortest history that shows it.</summary>
static class Report
{
    /// <summary>Always 1.</summary>
    public static int Failure(Plan plan, string wrong, Sabotage sabotage)
    {
        Console.WriteLine($"seed {plan.Seed}: {wrong}");
        var least = Shrink.Of(plan, p => Kind(Ends(p, sabotage)) == Kind(wrong));
        var (still, history) = History.Play(least, sabotage);
        using (history)
        {
            Console.WriteLine($"the shortest history found ({least.Said.Count} of {plan.Said.Count} things said, {least.Faults.Count} of {plan.Faults.Count} faults):");
            foreach (var said in least.Said) Console.WriteLine($"  {said}");
            foreach (var fault in least.Faults) Console.WriteLine($"  {fault}");
            Console.WriteLine("what happened:");
            foreach (var line in history.Told) Console.WriteLine($"  {line}");
            Console.WriteLine($"  {still}");
        }
        return 1;
    }

    /// <summary>On the way to a shorter history one must not land at another fault.</summary>
    static string? Kind(string? wrong) => wrong?.Split(':')[0];

    static string? Ends(Plan plan, Sabotage sabotage)
    {
        var (wrong, history) = History.Play(plan, sabotage);
        history.Dispose();
        return wrong;
    }
}

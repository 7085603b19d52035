namespace SpecimenLogistics.Simulation;

/// <summary>Each sabotage must be found within a few histories: what finds nothing proves nothing.</summary>
static class SelfCheck
{
    const ulong Within = 100;

    public static int Run()
    {
        var missed = Enum.GetValues<Sabotage>().Where(s => s != Sabotage.None && !IsFound(s)).ToList();
        foreach (var sabotage in missed) Console.WriteLine($"{sabotage} is not found");
        if (missed.Count == 0) Console.WriteLine("every sabotage is found");
        return missed.Count == 0 ? 0 : 1;
    }

    static bool IsFound(Sabotage sabotage)
    {
        for (var seed = 1UL; seed <= Within; seed++)
        {
            var (wrong, history) = History.Play(Plan.Of(seed), sabotage);
            history.Dispose();
            if (wrong is null) continue;
            Console.WriteLine($"{sabotage}: found at seed {seed}, {wrong}");
            return true;
        }
        return false;
    }
}

using SpecimenLogistics.Simulators.Faults;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>Which machines a fault needs that the run was not given.</summary>
internal static class MachineRefusals
{
    /// <summary>null where all that was asked for can be played; else why not, in one line.</summary>
    public static string? Of(RunOptions options)
    {
        string[] asked = [.. options.Faults.Where(FaultName.OfTheMachines.Contains)];
        if (asked.Length > MachineFaults.Most) return $"at most {MachineFaults.Most} faults of machines go into one day, not {asked.Length}";
        if (asked.FirstOrDefault(f => NodesFor(f) > options.Nodes) is { } few) return $"{few} needs --nodes {NodesFor(few)} or more";
        if (asked.FirstOrDefault(FaultName.OfOwnDatabase.Contains) is { } own && options.Store is not null) return $"{own} needs a database of the run's own: leave --store away";
        if (asked.Contains(FaultName.Partition) && !Callers.CanBeKnown) return "partition needs Linux: it tells processes apart by /proc";
        return null;
    }

    // Of two that cannot hear each other either may be the one that is given up.
    static int NodesFor(string fault) => fault == FaultName.Partition ? 3 : 2;
}

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
        if (asked.Contains(FaultName.KillBroker) && !options.Broker) return "kill-broker needs --broker mosquitto";
        if (options.Broker && options.Tls) return "--broker mosquitto and --tls do not go into one run: its broker speaks plainly, on this machine";
        // A broken message carries no number to know a second copy by, and MQTT's own mark ends at the broker.
        if (options.Broker && options.Faults.Contains(FaultName.Malformed)) return "--broker mosquitto and malformed do not go into one run: of what is broken nobody could say how often it was sent";
        if (options.Standby && (!options.IsShared || options.Store is not null)) return "--standby is for a database of the run's own: with --nodes 2 or more, and without --store";
        if (options.Standby && asked.FirstOrDefault(FaultName.OfTheWires.Contains) is { } wired) return $"{wired} and --standby do not go into one run: its wires lead to one database";
        if (asked.Contains(FaultName.LoseDatabaseMachine) && !options.Standby) return "lose-database-machine needs --standby: without one a database that never comes back is the end";
        if (asked.Contains(FaultName.DiskFull) && !SmallDisk.CanBeMade) return "disk-full needs Linux and root: it mounts a small file system for the store";
        return null;
    }

    // Of two that cannot hear each other either may be the one that is given up.
    static int NodesFor(string fault) => fault switch { FaultName.Partition => 3, FaultName.DiskFull or FaultName.KillBroker => 1, _ => 2 };
}

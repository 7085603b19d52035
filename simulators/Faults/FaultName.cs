namespace SpecimenLogistics.Simulators.Faults;

/// <summary>The faults that can be asked for. Those of the channel and of the machines leave the day's end as it was; those of the world change it.</summary>
internal static class FaultName
{
    public const string Duplicates = "duplicates", Reorder = "reorder", Offline = "offline", Skew = "skew", GpsLoss = "gps-loss",
        Malformed = "malformed", KillServer = "kill-server", Blackout = "blackout", HalfDevice = "half-device", Delay = "delay", Tamper = "tamper", LostBox = "lost-box", WarmBox = "warm-box", LoggerSilent = "logger-silent", Surge = "surge";

    public static readonly IReadOnlyList<string> OfTheChannel = [Duplicates, Reorder, Offline, Skew, GpsLoss, Malformed, KillServer, Blackout, HalfDevice];

    public const string KillNode = "kill-node", KillDatabase = "kill-database", PauseNode = "pause-node", RollingRestart = "rolling-restart",
        SlowDatabase = "slow-database", Partition = "partition", DiskFull = "disk-full", LoseDatabaseMachine = "lose-database-machine", KillBroker = "kill-broker";

    /// <summary>Those of a server of several processes; they leave the day's end as it was.</summary>
    public static readonly IReadOnlyList<string> OfTheMachines = [KillNode, KillDatabase, PauseNode, RollingRestart, SlowDatabase, Partition, DiskFull, LoseDatabaseMachine, KillBroker];

    /// <summary>Of these, the ones that need a database that is nobody else's.</summary>
    public static readonly IReadOnlySet<string> OfOwnDatabase = new HashSet<string> { KillDatabase, SlowDatabase, Partition, DiskFull, LoseDatabaseMachine };

    /// <summary>And the ones after which the store is not where the run's folder has it.</summary>
    public static readonly IReadOnlySet<string> ThatEndsWithItsRun = new HashSet<string> { DiskFull, LoseDatabaseMachine };

    /// <summary>And the ones that need wires that can be made bad.</summary>
    public static readonly IReadOnlySet<string> OfTheWires = new HashSet<string> { SlowDatabase, Partition };

    public static readonly IReadOnlyList<string> OfTheWorld = [.. DayTruth.WorldFaults];

    /// <summary>Those that leave somebody at the desk something to decide.</summary>
    public static readonly IReadOnlySet<string> ToDecide = new HashSet<string> { "breakdown", "lab-full", "road-closed", "surge" };

    public static bool IsKnown(string name) => OfTheChannel.Contains(name) || OfTheMachines.Contains(name) || OfTheWorld.Contains(name);
}

using System.Data.Common;

namespace SpecimenLogistics.Simulation;

/// <summary>The store's disk: each step of a transaction is counted, and fails where the plan says so.</summary>
sealed class Disk(Plan plan, Action<string> tell)
{
    /// <summary>Off while the store is looked at from outside.</summary>
    public bool IsOn { get; set; }

    public int Steps { get; private set; }

    public void Step(string what)
    {
        if (!IsOn || plan.Of(FaultKind.Disk, Steps++) is null) return;
        tell($"disk failed: {what}");
        throw new DiskException(what);
    }
}

/// <summary>Of a disk or a connection, not of a row.</summary>
sealed class DiskException(string what) : DbException($"the disk failed {what}");

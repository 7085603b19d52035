namespace SpecimenLogistics.Simulation;

enum FaultKind
{
    /// <summary>A message between machines does not arrive; which, by its number.</summary>
    Lose,

    /// <summary>A message arrives twelve seconds later, when whoever sent it has given up.</summary>
    Late,

    /// <summary>The disk fails at a step of the store's; which, by its number: at a transaction's beginning, or before or after its commit took effect.</summary>
    Disk,

    /// <summary>Dies at a millisecond of the world's, and begins anew.</summary>
    KillGateway, KillSilo, KillStore,

    /// <summary>Stands still for fifteen seconds, and goes on with what it had, believing that it is alive.</summary>
    StopSilo,

    /// <summary>Everybody forgets which silo has which grain, and the silos keep what they have.</summary>
    Split,
}

/// <param name="At">The message's, the disk's step's number, or the world's millisecond.</param>
/// <param name="Which">Of several machines of a kind.</param>
sealed record Fault(FaultKind Kind, int At, int Which)
{
    public override string ToString() => Kind switch
    {
        FaultKind.Lose or FaultKind.Late => $"{Kind} message {At}",
        FaultKind.Disk => $"Disk fails at step {At}",
        FaultKind.Split => $"Split at {At} ms",
        FaultKind.KillStore => $"KillStore at {At} ms",
        _ => $"{Kind} {Which} at {At} ms",
    };
}

/// <summary>One history before it happens: what people and devices do, and what goes wrong.</summary>
sealed record Plan(ulong Seed, IReadOnlyList<Said> Said, IReadOnlyList<Fault> Faults)
{
    const int Length = 40_000;

    public Fault? Of(FaultKind kind, int at) => Faults.FirstOrDefault(f => f.Kind == kind && f.At == at);
    public IEnumerable<Fault> AtTimes => Faults.Where(f => f.Kind is not (FaultKind.Lose or FaultKind.Late or FaultKind.Disk));

    public static Plan Of(ulong seed)
    {
        var dice = new Dice(seed);
        return new(seed, Story.Of(dice), [.. Enumerable.Range(0, dice.Between(1, 12)).Select(_ => Random(dice))]);
    }

    static Fault Random(Dice dice)
    {
        // What happens most on a network, most.
        FaultKind[] kinds =
        [
            FaultKind.Lose, FaultKind.Lose, FaultKind.Lose, FaultKind.Lose, FaultKind.Late, FaultKind.Late, FaultKind.Late, FaultKind.Disk, FaultKind.Disk, FaultKind.Disk,
            FaultKind.KillGateway, FaultKind.KillSilo, FaultKind.KillSilo, FaultKind.KillStore, FaultKind.StopSilo, FaultKind.Split, FaultKind.Split,
        ];
        var kind = dice.Of(kinds);
        var at = kind switch { FaultKind.Lose or FaultKind.Late => dice.Between(0, 400), FaultKind.Disk => dice.Between(0, 200), _ => dice.Between(0, Length) };
        return new(kind, at, dice.Between(0, 1));
    }
}

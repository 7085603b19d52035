namespace SpecimenLogistics.Simulation;

/// <summary>What a careless change might do to the product: each must be found, or the simulation is worth nothing.</summary>
enum Sabotage
{
    None,

    /// <summary>The store says yes where it does not know.</summary>
    YesForUnknown,

    /// <summary>The store does not look where a stream ends, and takes what is appended.</summary>
    NoCompareAndSet,

    /// <summary>Summaries are taken off the outbox before they are brought.</summary>
    OutboxForgets,
}

namespace SpecimenLogistics.Contracts;

/// <summary>
/// Of several processes one does what one alone must do: bring summaries, call deadlines past, watch. Asked before each turn; a
/// process that stopped and wakes up finds that it is no longer the one.
/// </summary>
public interface IDuty
{
    bool IsOurs { get; }
}

/// <summary>For a process that is alone with its store.</summary>
public sealed class AlwaysOnDuty : IDuty
{
    public bool IsOurs => true;
}

/// <summary>A right that ends by itself unless it is taken again, kept where all processes of a store see it.</summary>
public interface ILease
{
    /// <summary>Takes it or keeps it, for <paramref name="length"/> from now. Throws where the store does not answer.</summary>
    Task<LeaseAnswer> Hold(string what, TimeSpan length, CancellationToken cancel);

    /// <summary>Takes nothing, and says what time it is at the store.</summary>
    Task<LeaseAnswer> Look(CancellationToken cancel);

    /// <summary>Gives it back, so that nobody has to wait for its end.</summary>
    Task Release(string what, CancellationToken cancel);
}

/// <param name="IsOurs">Somebody else has it where not.</param>
/// <param name="StoreTime">The clock of the store's machine, which all processes can be held against.</param>
public readonly record struct LeaseAnswer(bool IsOurs, DateTimeOffset StoreTime);

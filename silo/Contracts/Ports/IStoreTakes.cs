namespace SpecimenLogistics.Contracts;

/// <summary>Whether the store takes what is written; that it can be read says nothing of it.</summary>
public interface IStoreTakes
{
    /// <summary>null where the last transaction was committed, or none was tried lately.</summary>
    NothingTaken? Trouble { get; }
}

/// <param name="Why">In a few words.</param>
/// <param name="For">Since the first of the transactions in a row that were not committed, real time.</param>
public sealed record NothingTaken(string Why, TimeSpan For);

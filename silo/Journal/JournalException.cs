namespace SpecimenLogistics.Journal;

/// <summary>The store could not do what was asked. Of an append: the outcome is unknown, nothing may be acknowledged.</summary>
public sealed class JournalException(string message, Exception? inner = null) : SpecimenLogistics.Contracts.NotKnownStoredException(message, inner);

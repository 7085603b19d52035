using Orleans;

namespace SpecimenLogistics.Contracts;

/// <summary>
/// Whether something was stored is unknown, or it could not be at the moment: the same again is right, and changes nothing where it was. It
/// crosses from one process to another, which a database's own errors do not: who waits for one of those would be told nothing at all.
/// </summary>
[GenerateSerializer, Alias("not-known-stored")]
public class NotKnownStoredException(string sentence, Exception? cause = null) : Exception(sentence, cause);

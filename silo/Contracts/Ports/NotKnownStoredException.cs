namespace SpecimenLogistics.Contracts;

/// <summary>Whether something was stored is unknown, or it could not be at the moment: the same again is right, and changes nothing where it was.</summary>
public class NotKnownStoredException(string sentence, Exception? cause = null) : Exception(sentence, cause);

namespace SpecimenLogistics.Ui;

/// <summary>Something that a search found.</summary>
/// <param name="Kind">As in a subject, or tube.</param>
/// <param name="Detail">Where the system believes it is.</param>
public sealed record SearchHit(string Kind, string Id, string Title, string Detail);

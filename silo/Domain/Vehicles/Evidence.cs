namespace SpecimenLogistics.Domain;

/// <summary>
/// What a hearer's sightings and seal readings come to, whatever order they arrived in.
/// </summary>
/// <param name="Stays">Sites and boxes within a vehicle's hearing; vehicles within a dock's.</param>
/// <param name="OpenSeals">Boxes whose electronic seal read open, with how often.</param>
public sealed record Evidence(IReadOnlyList<Stay> Stays, IReadOnlyList<OpenSeal> OpenSeals)
{
    /// <summary>Boxes whose electronic seal was read without a silence for long, open or not, until a moment in coarse steps; null for none.</summary>
    public IReadOnlyList<Stay>? Carried { get; init; }

    /// <summary>Boxes heard at its side for minutes that are not with it by the scans, as those were known when it was judged; null for none.</summary>
    public IReadOnlyList<Stay>? Beside { get; init; }
}

/// <summary>Something heard with no silence longer than the limit in between.</summary>
public sealed record Stay(Subject Of, Instant First, Instant Last, int StrongestDbm);

/// <param name="Count">1, or 2 for two or more: further readings say nothing new.</param>
public sealed record OpenSeal(Subject Box, SealNumber Seal, Instant First, Instant Last, int Count);

namespace SpecimenLogistics.Domain;

/// <summary>
/// What a hearer's sightings and seal readings come to, whatever order they arrived in.
/// </summary>
/// <param name="Beacons">Stays of beacons within hearing: sites for a vehicle, vehicles for a dock.</param>
/// <param name="OpenSeals">Seals that read open, with how often.</param>
/// <param name="Boxes">Boxes heard aboard.</param>
public sealed record Evidence(IReadOnlyList<BeaconStay> Beacons, IReadOnlyList<OpenSeal> OpenSeals, IReadOnlyList<BeaconStay> Boxes);

/// <summary>A beacon heard with no silence longer than the limit in between.</summary>
public sealed record BeaconStay(BeaconId Beacon, Instant First, Instant Last, int StrongestDbm);

/// <param name="Count">1, or 2 for two or more: more readings say nothing new.</param>
public sealed record OpenSeal(SealNumber Seal, Instant First, Instant Last, int Count);

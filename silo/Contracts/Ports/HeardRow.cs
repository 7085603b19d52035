using Orleans;

namespace SpecimenLogistics.Contracts;

/// <summary>A stored sighting or seal reading. <see cref="N"/> counts a hearer's rows from 1 without gaps.</summary>
[GenerateSerializer, Immutable, Alias("heard-row")]
public sealed record HeardRow(
    [property: Id(0)] long N, [property: Id(1)] long OccurredAt, [property: Id(2)] string Code, [property: Id(3)] int RssiDbm,
    [property: Id(4)] bool? Open);

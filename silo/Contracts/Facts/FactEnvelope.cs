using Orleans;

namespace SpecimenLogistics.Contracts;

/// <summary>
/// A fact on its way into the journal: the header in columns, the body as the very bytes that are stored. Times are
/// microseconds since 1970, UTC.
/// </summary>
[GenerateSerializer, Immutable, Alias("fact-envelope")]
public sealed record FactEnvelope
{
    [Id(0)] public required Guid Id { get; init; }
    [Id(1)] public required string Kind { get; init; }
    [Id(2)] public required long OccurredAt { get; init; }

    /// <summary>The device whose count orders this fact; empty where no device spoke.</summary>
    [Id(3)] public string Device { get; init; } = "";
    [Id(4)] public uint Boot { get; init; }
    [Id(5)] public long Seq { get; init; }
    [Id(6)] public int Item { get; init; }
    [Id(7)] public long? DeviceAt { get; init; }
    [Id(8)] public required long ReceivedAt { get; init; }
    [Id(9)] public long UncertaintyMicroseconds { get; init; }
    [Id(10)] public string? Actor { get; init; }
    [Id(11)] public string? SecondActor { get; init; }
    [Id(12)] public Guid? Corrects { get; init; }

    /// <summary>UTF-8 JSON of the fact; see FactJson.</summary>
    [Id(13)] public required byte[] Payload { get; init; }
}

/// <summary>All facts of one publish (or one request) about one subject.</summary>
[GenerateSerializer, Immutable, Alias("fact-batch")]
public sealed record FactBatch([property: Id(0)] IReadOnlyList<FactEnvelope> Facts);

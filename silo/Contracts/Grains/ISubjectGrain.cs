using Orleans;
using Orleans.Concurrency;

namespace SpecimenLogistics.Contracts;

/// <summary>One subject: folds its facts, and appends new ones.</summary>
public interface ISubjectGrain : IGrainWithStringKey
{
    /// <summary>
    /// Records all facts of one publish about this subject; completes after they are on disk. Facts already recorded are
    /// counted and change nothing. A failure or time-out means: unknown, ask again with the same ids.
    /// </summary>
    [Alias("record"), ResponseTimeout("00:00:10")]
    Task<RecordOutcome> Record(FactBatch batch);

    /// <summary>The current view as UTF-8 JSON, and the seq it speaks of.</summary>
    [Alias("read"), AlwaysInterleave]
    Task<ViewBytes> Read();
}

[GenerateSerializer, Immutable, Alias("record-outcome")]
public readonly record struct RecordOutcome([property: Id(0)] int Stored, [property: Id(1)] int Repeats, [property: Id(2)] long Seq);

[GenerateSerializer, Immutable, Alias("view-bytes")]
public readonly record struct ViewBytes([property: Id(0)] long Seq, [property: Id(1)] byte[] View);

[Alias("box")] public interface IBoxGrain : ISubjectGrain;
[Alias("site")] public interface ISiteGrain : ISubjectGrain;
[Alias("courier")] public interface ICourierGrain : ISubjectGrain;
[Alias("delivery")] public interface IDeliveryGrain : ISubjectGrain;
[Alias("device")] public interface IDeviceGrain : ISubjectGrain;
[Alias("incident")] public interface IIncidentGrain : ISubjectGrain;
[Alias("plan")] public interface IPlanGrain : ISubjectGrain;
[Alias("programme")] public interface IProgrammeGrain : ISubjectGrain;

/// <summary>A subject that also hears: its telemetry comes one-way, as a hint of what the table holds.</summary>
public interface IHearerGrain : ISubjectGrain
{
    [Alias("heard"), OneWay]
    Task Heard(HeardHint hint);

    /// <summary>Reads the table to its end and appends what that says anew; the number it read through.</summary>
    [Alias("catch-up")]
    Task<long> CatchUp();
}

/// <param name="Rows">Sightings stored just now, in order of number; a gap before them is read from the table.</param>
/// <param name="HeardAt">When the gateway received them, microseconds since 1970, UTC.</param>
[GenerateSerializer, Immutable, Alias("heard-hint")]
public sealed record HeardHint([property: Id(0)] IReadOnlyList<HeardRow> Rows, [property: Id(1)] long HeardAt);

[Alias("vehicle")] public interface IVehicleGrain : IHearerGrain;
[Alias("dock")] public interface IDockGrain : IHearerGrain;

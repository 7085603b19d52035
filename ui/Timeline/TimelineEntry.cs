using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>A fact as an auditor sees it: when it happened, reached us and was written down, by whom, and its place in the chain.</summary>
/// <param name="Seq">Its number in order of recording, within its stream.</param>
/// <param name="DeviceAt">The device's raw clock; null where no device spoke.</param>
/// <param name="Hash">The chain's hash over this and everything before it in the stream, hex.</param>
public sealed record TimelineEntry(
    string Stream, long Seq, Guid Id, string Kind, Instant OccurredAt, Instant ReceivedAt, Instant RecordedAt, Instant? DeviceAt,
    double UncertaintySeconds, string Device, uint Boot, long DeviceSeq, string? Actor, string? SecondActor, Guid? Corrects, string Hash, Fact Fact)
{
    /// <summary>Who let it in though its phone had been taken out of use before it reached us; null for all else.</summary>
    public string? ReleasedBy { get; init; }

    public static TimelineEntry Of(JournalRow row)
    {
        var recorded = row.Fact.ToRecorded();
        return new TimelineEntry(
            row.Stream, row.Seq, recorded.Id, row.Fact.Kind, recorded.Stamp.OccurredAt, recorded.ReceivedAt, new Instant(row.RecordedAt), recorded.DeviceAt,
            recorded.Uncertainty.TotalSeconds, recorded.Stamp.Device, recorded.Stamp.Boot, recorded.Stamp.Seq,
            recorded.Actor?.Value, recorded.SecondActor?.Value, recorded.Corrects, Convert.ToHexStringLower(row.Hash), recorded.Fact);
    }
}

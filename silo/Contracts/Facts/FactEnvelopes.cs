using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <summary>Between the domain's <see cref="Recorded"/> and the wire's <see cref="FactEnvelope"/>.</summary>
public static class FactEnvelopes
{
    public static FactEnvelope ToEnvelope(this Recorded recorded) => new()
    {
        Id = recorded.Id,
        Kind = FactCodec.KindOf(recorded.Fact),
        OccurredAt = recorded.Stamp.OccurredAt.Microseconds,
        Device = recorded.Stamp.Device,
        Boot = recorded.Stamp.Boot,
        Seq = recorded.Stamp.Seq,
        Item = recorded.Stamp.Item,
        DeviceAt = recorded.DeviceAt?.Microseconds,
        ReceivedAt = recorded.ReceivedAt.Microseconds,
        UncertaintyMicroseconds = recorded.Uncertainty.Ticks / 10,
        Actor = recorded.Actor?.Value,
        SecondActor = recorded.SecondActor?.Value,
        Corrects = recorded.Corrects,
        Payload = FactCodec.Write(recorded.Fact),
    };

    /// <summary>
    /// What a summary is to its receiver, with the summary's bytes as they are: they were made by the same writer, and to read them only to
    /// write them again is what an outbox would do most of the time.
    /// </summary>
    /// <param name="summary">As <see cref="SummaryJson"/> writes it.</param>
    public static FactEnvelope Learned(Guid id, Subject sender, long version, ReadOnlySpan<byte> summary, Instant now) => new()
    {
        Id = id,
        Kind = FactCodec.KindOf(typeof(Learned)),
        OccurredAt = now.Microseconds,
        Seq = version,
        ReceivedAt = now.Microseconds,
        Payload = FactCodec.WriteLearned(sender, version, summary),
    };

    public static Recorded ToRecorded(this FactEnvelope envelope) => new(
        envelope.Id,
        new Stamp(new Instant(envelope.OccurredAt), envelope.Device, envelope.Boot, envelope.Seq, envelope.Item),
        TimeSpan.FromTicks(envelope.UncertaintyMicroseconds * 10),
        envelope.DeviceAt is { } at ? new Instant(at) : null,
        new Instant(envelope.ReceivedAt),
        Staff(envelope.Actor),
        Staff(envelope.SecondActor),
        envelope.Corrects,
        FactCodec.Read(envelope.Payload));

    static StaffId? Staff(string? text) => StaffId.TryParse(text, out var id) ? id : null;
}

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

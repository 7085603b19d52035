namespace SpecimenLogistics.Domain;

/// <summary>
/// A fact with everything known about how it reached us.
/// </summary>
/// <param name="Id">The same for every copy of the same fact: UUIDv5 of (device, boot, seq, item), or derived likewise.</param>
/// <param name="Stamp">When it happened, and by which device's count; the order of a fold.</param>
/// <param name="Uncertainty">How far <see cref="Stamp.OccurredAt"/> may be off.</param>
/// <param name="DeviceAt">The device's raw wall clock, kept as it was; null when no device spoke.</param>
/// <param name="ReceivedAt">When it reached the gateway.</param>
/// <param name="Actor">Who did it, where a person did.</param>
/// <param name="SecondActor">The second person, where an act needs two.</param>
/// <param name="Corrects">The fact this one corrects, if any.</param>
public sealed record Recorded(
    Guid Id, Stamp Stamp, TimeSpan Uncertainty, Instant? DeviceAt, Instant ReceivedAt,
    StaffId? Actor, StaffId? SecondActor, Guid? Corrects, Fact Fact);

/// <summary>
/// The order of facts: when it happened, then device, boot, seq, item. Within one boot <see cref="Seq"/> and
/// <see cref="OccurredAt"/> rise together, since times there are made from the clock that never jumps.
/// </summary>
public readonly record struct Stamp(Instant OccurredAt, string Device, uint Boot, long Seq, int Item) : IComparable<Stamp>
{
    public int CompareTo(Stamp other)
    {
        var byTime = OccurredAt.CompareTo(other.OccurredAt);
        if (byTime != 0) return byTime;
        var byDevice = string.CompareOrdinal(Device, other.Device);
        if (byDevice != 0) return byDevice;
        var byBoot = Boot.CompareTo(other.Boot);
        if (byBoot != 0) return byBoot;
        var bySeq = Seq.CompareTo(other.Seq);
        return bySeq != 0 ? bySeq : Item.CompareTo(other.Item);
    }
}

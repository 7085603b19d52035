using System.Diagnostics;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>One publish as it came off the wire.</summary>
/// <param name="ReceivedAt">Programme time when its last byte was read.</param>
/// <param name="Timestamp">Real time at the same moment, in the real clock's ticks.</param>
public sealed record InboundPublish(
    IDeviceConnection Connection, string Topic, ReadOnlyMemory<byte> Payload, ushort Packet, Instant ReceivedAt, long Timestamp)
{
    /// <summary>The device says that it sends this packet again, not having had our word for it.</summary>
    public bool Again { get; init; }

    /// <summary>Its trace, from the lane's taking it to its acknowledgement; null where nobody listens.</summary>
    public Activity? Trace { get; set; }
}

using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>One publish as it came off the wire.</summary>
/// <param name="ReceivedAt">Programme time when its last byte was read.</param>
/// <param name="Timestamp">Real time at the same moment, in the real clock's ticks.</param>
public sealed record InboundPublish(
    IDeviceConnection Connection, string Topic, ReadOnlyMemory<byte> Payload, ushort Packet, Instant ReceivedAt, long Timestamp);

namespace SpecimenLogistics.Contracts;

/// <summary>
/// Where a person's page hands in what it scanned: the same way as a device's message over MQTT, with the same envelope, and
/// an answer where MQTT has a PUBACK.
/// </summary>
public interface IScanDesk
{
    /// <summary>The device, or null when it is refused; which part was wrong is told to nobody. One that was revoked says so: whether it may hand in is the caller's to decide.</summary>
    ValueTask<DeviceView?> SignOn(string id, string secret, CancellationToken cancel);

    /// <summary>
    /// Completes when everything in the publish is on disk. Handed in again it changes nothing and has the same answer, as
    /// long as this process lives; after that an item that was set aside counts as a repeat.
    /// </summary>
    /// <param name="topic">As a device's: <c>v1/scanners/PH-0001/scan</c>, or <c>hello</c>.</param>
    /// <returns>What could not be understood and is kept for somebody to look into; empty when all of it was.</returns>
    /// <exception cref="NotTakenException">Whether it is on disk is not known: hand in the same again.</exception>
    Task<IReadOnlyList<ScanSetAside>> Take(DeviceView device, string topic, ReadOnlyMemory<byte> payload, CancellationToken cancel);
}

/// <param name="Seq">Which item; null for the whole publish.</param>
/// <param name="Reason">A word of DEVICES.md: <c>not-our-code</c>, <c>missing-field</c>, <c>wrong-place</c>, ...</param>
/// <param name="Detail">Which field; never the text that was scanned.</param>
public sealed record ScanSetAside(uint Boot, long? Seq, string Reason, string Detail);

/// <param name="After">How long to wait before the same is handed in again.</param>
public sealed class NotTakenException(string why, TimeSpan after) : Exception(why)
{
    public TimeSpan After { get; } = after;
}

namespace SpecimenLogistics.Simulators.Fleet;

internal enum SendingKind : byte
{
    /// <summary>What happened, told once.</summary>
    Original,

    /// <summary>Acknowledged long ago and sent again all the same.</summary>
    Duplicate,

    /// <summary>Extra, and broken in one of the ways of <see cref="Faults.Breakage"/>.</summary>
    Malformed,
}

/// <summary>One publish that one device owes the broker. Its bytes follow from it at any time, so an outbox is a row of numbers.</summary>
/// <param name="DueMs">When the device first tries to send it, milliseconds since the day starts; never before it happened.</param>
/// <param name="Emission">Index into the day's emissions.</param>
/// <param name="Device">Index into the day's devices.</param>
/// <param name="Breakage">How it is broken, when malformed.</param>
internal readonly record struct Sending(long DueMs, int Emission, int Device, SendingKind Kind, byte Breakage = 0);

/// <summary>A device without network: from, until (milliseconds since the day starts).</summary>
internal readonly record struct Outage(int Device, long FromMs, long UntilMs);

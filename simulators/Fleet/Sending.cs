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

/// <summary>How a device dies over a publish, if it does; it comes back with its outbox and nothing else.</summary>
internal enum Death : byte
{
    None,

    /// <summary>As soon as it is handed to the network: whether anything of it arrives nobody knows.</summary>
    OnceSent,

    /// <summary>When the acknowledgement arrives, and before it is read: it is on the server's disk, and the device does not know.</summary>
    Unanswered,
}

/// <summary>One publish that one device owes the broker. Its bytes follow from it at any time, so an outbox is a row of numbers.</summary>
/// <param name="DueMs">When the device first tries to send it, milliseconds since the day starts; never before it happened.</param>
/// <param name="Emission">Index into the day's emissions.</param>
/// <param name="Device">Index into the day's devices.</param>
/// <param name="Breakage">How it is broken, when malformed.</param>
internal readonly record struct Sending(long DueMs, int Emission, int Device, SendingKind Kind, byte Breakage = 0)
{
    public Death Death { get; init; }

    /// <summary>After its death the device starts anew, with another boot, instead of only finding its network again.</summary>
    public bool Restarts { get; init; }
}

/// <summary>A device without network: from, until (milliseconds since the day starts).</summary>
internal readonly record struct Outage(int Device, long FromMs, long UntilMs);

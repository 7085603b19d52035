namespace SpecimenLogistics.Protocol;

/// <summary>
/// What every publish is: items, and what the device believed about time when it sent them.
/// </summary>
/// <param name="Boot">Chosen anew by the device each time it starts.</param>
/// <param name="SentUpMs">Milliseconds since that start, on a clock that never jumps, when this copy was sent.</param>
/// <param name="SentAt">The device's wall clock at the same moment: milliseconds since 1970-01-01T00:00Z. May be wrong.</param>
/// <param name="Items">At most <see cref="Envelope.MaxItems"/>; a hello has none.</param>
public sealed record Envelope<TItem>(uint Boot, long SentUpMs, long SentAt, IReadOnlyList<TItem> Items) where TItem : IItem;

public static class Envelope
{
    /// <summary>Most items one publish may carry.</summary>
    public const int MaxItems = 256;

    /// <summary>Largest payload accepted, in bytes. A larger packet closes the connection.</summary>
    public const int MaxBytes = 64 * 1024;
}

/// <summary>What each item says of itself.</summary>
public interface IItem
{
    /// <summary>Number of this item within the device's boot, over all its topics; never reused within a boot.</summary>
    long Seq { get; }

    /// <summary>Milliseconds since boot when it happened.</summary>
    long UpMs { get; }

    /// <summary>The device's wall clock when it happened: milliseconds since 1970-01-01T00:00Z. May be wrong, may jump.</summary>
    long At { get; }
}

/// <summary>A fix. Degrees WGS84, kilometres an hour, degrees from north, metres (68 %).</summary>
public sealed record PositionItem(long Seq, long UpMs, long At, double LatDeg, double LonDeg, double SpeedKmh, double HeadingDeg, double AccuracyM) : IItem;

/// <summary>A Bluetooth beacon that was heard. <paramref name="RssiDbm"/> is negative; nearer is larger.</summary>
public sealed record HeardItem(long Seq, long UpMs, long At, string Beacon, int RssiDbm) : IItem;

/// <summary>What an electronic seal says of itself.</summary>
public sealed record SealItem(long Seq, long UpMs, long At, string Seal, bool Open) : IItem;

/// <summary>The inside of a box, degrees Celsius.</summary>
public sealed record TemperatureItem(long Seq, long UpMs, long At, double Celsius) : IItem;

/// <summary>
/// One act of a person with a scanner. Which of the optional fields an act needs is said at <see cref="Act"/>;
/// a scanner belongs to one place (a centre, vehicle, courier, dock, laboratory or warehouse), which the server knows.
/// </summary>
public sealed record ScanItem(long Seq, long UpMs, long At, string Act) : IItem
{
    public string? Box { get; init; }
    public string? Tube { get; init; }
    public IReadOnlyList<string>? Tubes { get; init; }
    public string? Seal { get; init; }
    public string? MechanicalSeal { get; init; }
    public string? Beacon { get; init; }

    /// <summary>An instruction as it was sent: <c>ORD-0007.V001</c>.</summary>
    public string? Instruction { get; init; }

    /// <summary>Where a laboratory's own scanner unloads: <c>LAB1-D1</c>. A dock's terminal need not say it.</summary>
    public string? Dock { get; init; }

    /// <summary>The other party of a handover: <c>centre:CW01</c>, <c>laboratory:LAB1</c>, <c>warehouse:WH1</c>, <c>vehicle:V001</c>, <c>courier:C01</c>.</summary>
    public string? Party { get; init; }

    /// <summary>The session that is closed: <c>2020-09-06/CW01/2</c>.</summary>
    public string? Session { get; init; }
    public IReadOnlyList<DeclaredBox>? Boxes { get; init; }
    public int? Count { get; init; }
    public string? Outcome { get; init; }
    public string? Reason { get; init; }

    /// <summary>The maker's number of kits, and the last day they are good: <c>2021-03-31</c>.</summary>
    public string? Lot { get; init; }
    public string? Expiry { get; init; }

    /// <summary>Of a code that is carried: who sealed the box, when by that phone's clock (milliseconds since 1970, UTC), and which phone it is.</summary>
    public string? SealedBy { get; init; }
    public long? SealedAt { get; init; }
    public string? Phone { get; init; }

    /// <summary>How long a disinfectant must act, minutes.</summary>
    public int? ContactMin { get; init; }

    /// <summary>Who did it, as an opaque badge number; and the second person where an act needs two.</summary>
    public string? Staff { get; init; }
    public string? SecondStaff { get; init; }
}

/// <summary>A box named at a session's closure, with the tubes counted into it.</summary>
public sealed record DeclaredBox(string Box, int Tubes);

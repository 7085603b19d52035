namespace SpecimenLogistics.Contracts;

/// <summary>What the gateway has counted since it started, and what it still holds.</summary>
public interface IIngestStatus
{
    IngestCounts Read();
}

/// <param name="Inbox">Publishes taken from a device and not yet acknowledged.</param>
/// <param name="DuplicatesIgnored">Items that were stored already.</param>
/// <param name="LateArrivals">Items that happened long before they were received.</param>
/// <param name="SignonsRefused">Connections closed for a wrong id or secret.</param>
public sealed record IngestCounts(
    long Inbox, long MessagesReceived, long MessagesAcknowledged, long DuplicatesIgnored, long LateArrivals, long SignonsRefused)
{
    /// <summary>Of the messages acknowledged, those that people's pages handed in.</summary>
    public long PageMessages { get; init; }

    /// <summary>Connections open now.</summary>
    public int Connections { get; init; }

    /// <summary>From the last byte of a publish to its PUBACK, real milliseconds; 0 before the first.</summary>
    public double AcknowledgementMsP50 { get; init; }
    public double AcknowledgementMsP99 { get; init; }

    /// <summary>How far devices' wall clocks were from ours when a boot's first message came, the way of that message included, programme milliseconds; 0 before the first.</summary>
    public double SkewMsP50 { get; init; }
    public double SkewMsP99 { get; init; }

    /// <summary>Publishes and items kept as unreadable, by reason.</summary>
    public IReadOnlyDictionary<string, long> Unreadable { get; init; } = new Dictionary<string, long>();

    /// <summary>Connections refused or closed by the gateway, by reason.</summary>
    public IReadOnlyDictionary<string, long> Refusals { get; init; } = new Dictionary<string, long>();

    /// <summary>Anything else worth watching: retries, throttled reads, lost hints.</summary>
    public IReadOnlyDictionary<string, long> Other { get; init; } = new Dictionary<string, long>();
}

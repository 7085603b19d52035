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
    long Inbox, long MessagesReceived, long MessagesAcknowledged, long DuplicatesIgnored, long LateArrivals, long SignonsRefused);

using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ui.Api;

public sealed record StatusBody(bool Ready, ProgrammeView? Programme, PendingBody Pending, CountsBody Counts);

/// <summary>Work that is under way; when all are 0, the views say everything that was acknowledged.</summary>
/// <param name="Deadlines">Those that are due by now.</param>
public sealed record PendingBody(long Inbox, long Outbox, long Deadlines, long Feed)
{
    public bool Nothing => Inbox + Outbox + Deadlines + Feed == 0;
}

/// <param name="PageMessages">Of the acknowledged, those that people's pages handed in.</param>
public sealed record CountsBody(
    long FactsStored, long TelemetryStored, long DuplicatesIgnored, long LateArrivals, long Unreadable, long SignonsRefused,
    long MessagesReceived, long MessagesAcknowledged, long PageMessages);

static class StatusApi
{
    public static void MapStatus(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/status", (StatusReader status, CancellationToken cancel) => status.Read(cancel)).WithSummary("What is under way, and what was counted");
}

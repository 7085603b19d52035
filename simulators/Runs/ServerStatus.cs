using System.Text.Json;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>The server's state of work, of all its processes together. The gateway's counts begin anew with each life of its process.</summary>
internal sealed record ServerStatus(
    long Inbox, long Outbox, long Deadlines, long Feed,
    long FactsStored, long TelemetryStored, long DuplicatesIgnored, long LateArrivals, long Unreadable, long SignonsRefused,
    long MessagesReceived, long MessagesAcknowledged, long PageMessages)
{
    public bool NothingPending => Inbox == 0 && Outbox == 0 && Deadlines == 0 && Feed == 0;

    public static async Task<ServerStatus> AskAsync(Rest rest, CancellationToken cancel)
    {
        ServerStatus[] each = [.. (await rest.GetAllAsync("api/v1/status", cancel)).Select(Read)];
        return each.Aggregate(Together);
    }

    /// <summary>What gateways and screens count is each process's own; what lies in the store they have in common.</summary>
    static ServerStatus Together(ServerStatus one, ServerStatus two) => new(
        one.Inbox + two.Inbox, Math.Max(one.Outbox, two.Outbox), Math.Max(one.Deadlines, two.Deadlines), one.Feed + two.Feed,
        Math.Max(one.FactsStored, two.FactsStored), Math.Max(one.TelemetryStored, two.TelemetryStored), one.DuplicatesIgnored + two.DuplicatesIgnored,
        one.LateArrivals + two.LateArrivals, Math.Max(one.Unreadable, two.Unreadable), one.SignonsRefused + two.SignonsRefused,
        one.MessagesReceived + two.MessagesReceived, one.MessagesAcknowledged + two.MessagesAcknowledged, one.PageMessages + two.PageMessages);

    static ServerStatus Read(JsonElement said)
    {
        JsonElement pending = said.GetProperty("pending"), counts = said.GetProperty("counts");
        return new ServerStatus(
            pending.Long("inbox"), pending.Long("outbox"), pending.Long("deadlines"), pending.Long("feed"),
            counts.Long("facts_stored"), counts.Long("telemetry_stored"), counts.Long("duplicates_ignored"), counts.Long("late_arrivals"),
            counts.Long("unreadable"), counts.Long("signons_refused"), counts.Long("messages_received"), counts.Long("messages_acknowledged"), counts.Long("page_messages"));
    }

    public override string ToString() => $"inbox {Inbox}, outbox {Outbox}, deadlines {Deadlines}, feed {Feed}";
}

/// <summary>Adds up what the gateway counted over the lives of the server that a kill cut short.</summary>
internal sealed class GatewayCounts
{
    long _duplicates, _late, _refused, _pages;

    /// <summary>Keep what a life had counted when it was last asked.</summary>
    public void LifeEnds(ServerStatus last) => (_duplicates, _late, _refused, _pages) =
        (_duplicates + last.DuplicatesIgnored, _late + last.LateArrivals, _refused + last.SignonsRefused, _pages + last.PageMessages);

    public ServerStatus Total(ServerStatus now) => now with
    {
        DuplicatesIgnored = now.DuplicatesIgnored + _duplicates,
        LateArrivals = now.LateArrivals + _late,
        SignonsRefused = now.SignonsRefused + _refused,
        PageMessages = now.PageMessages + _pages,
    };
}

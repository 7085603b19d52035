using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <summary>Puts the state of work together from store, gateway and screens.</summary>
sealed class StatusReader(
    LiveState live, IReadModel readModel, IIngestStatus ingest, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme)
{
    const int DueCountedTo = 1000;

    public async Task<StatusBody> Read(CancellationToken cancel)
    {
        // Read in the order in which work flows, so that nothing can slip from one count to the next unseen.
        var gateway = ingest.Read();
        var due = await readModel.DueDeadlines(Instant.From(programme.GetUtcNow()).Microseconds, DueCountedTo, cancel);
        var store = await readModel.Counts(cancel);
        var feed = live.Unannounced + await live.Behind(cancel);
        return new StatusBody(
            live.Ready, live.Programme, new PendingBody(gateway.Inbox, store.Outbox, due.Count, feed),
            new CountsBody(
                store.Facts, store.Telemetry, gateway.DuplicatesIgnored, gateway.LateArrivals, store.Unreadable, gateway.SignonsRefused,
                gateway.MessagesReceived, gateway.MessagesAcknowledged, gateway.PageMessages));
    }
}

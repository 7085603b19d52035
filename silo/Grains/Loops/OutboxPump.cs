using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>Takes summaries from the outbox to their receivers; at least once, and the receiver keeps the highest version.</summary>
public sealed class OutboxPump(
    IReadModel store, IGrainFactory grains, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, TimeProvider real, IDuty duty, ILogger<OutboxPump> log)
    : Loop(duty, real, log)
{
    static readonly ActivitySource s_source = new("SpecimenLogistics.Grains");
    const int Page = 500;
    const int AtOnce = 32;
    static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(40);

    protected override async Task<TimeSpan> Turn(CancellationToken cancel)
    {
        var items = await store.Outbox(Page, cancel);
        if (items.Count == 0) return Rest;
        using var room = new SemaphoreSlim(AtOnce);
        var delivered = await Task.WhenAll(items.GroupBy(i => i.Receiver).Select(group => Deliver(group.Key, [.. group], room)));
        cancel.ThrowIfCancellationRequested();
        await store.OutboxDelivered([.. delivered.SelectMany(some => some)], cancel);
        return items.Count == Page ? TimeSpan.Zero : Rest;
    }

    /// <summary>What of it was taken: all or nothing.</summary>
    async Task<IReadOnlyList<OutboxItem>> Deliver(string receiver, IReadOnlyList<OutboxItem> items, SemaphoreSlim room)
    {
        // A grain's answer has a deadline, so that a place becomes free.
        await room.WaitAsync();
        using var span = BatchSpan.Start(s_source, "outbox.deliver", items.Select(i => i.Trace))?.SetTag("summaries", items.Count);
        try
        {
            await grains.GetGrain(Code.Parse<Subject>(receiver)).Record(new FactBatch([.. items.Select(ToFact)]));
            return items;
        }
        catch (Exception error)
        {
            span?.SetStatus(ActivityStatusCode.Error);
            // It stays in the outbox: the next turn brings it again.
            log.LogInformation(error, "{Receiver} did not take {Count} summaries", receiver, items.Count);
            return [];
        }
        finally { room.Release(); }
    }

    FactEnvelope ToFact(OutboxItem item)
    {
        var id = FactIds.Named($"learned\n{item.Receiver}\n{item.Sender}\n{item.Version}");
        return FactEnvelopes.Learned(id, Code.Parse<Subject>(item.Sender), item.Version, item.Payload, Instant.From(programme.GetUtcNow()));
    }
}

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
    const int Page = 500;
    const int AtOnce = 32;
    static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(40);

    protected override async Task<TimeSpan> Turn(CancellationToken cancel)
    {
        var items = await store.Outbox(Page, cancel);
        if (items.Count == 0) return Rest;
        var delivered = new System.Collections.Concurrent.ConcurrentBag<OutboxItem>();
        await Parallel.ForEachAsync(items.GroupBy(i => i.Receiver), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (group, _) =>
        {
            if (await Deliver(group.Key, [.. group]))
                foreach (var item in group) delivered.Add(item);
        });
        await store.OutboxDelivered([.. delivered], cancel);
        return items.Count == Page ? TimeSpan.Zero : Rest;
    }

    async Task<bool> Deliver(string receiver, IReadOnlyList<OutboxItem> items)
    {
        try
        {
            await grains.GetGrain(Code.Parse<Subject>(receiver)).Record(new FactBatch([.. items.Select(ToFact)]));
            return true;
        }
        catch (Exception error)
        {
            // It stays in the outbox: the next turn brings it again.
            log.LogInformation(error, "{Receiver} did not take {Count} summaries", receiver, items.Count);
            return false;
        }
    }

    FactEnvelope ToFact(OutboxItem item)
    {
        var now = Instant.From(programme.GetUtcNow());
        return new Recorded(
            FactIds.Named($"learned\n{item.Receiver}\n{item.Sender}\n{item.Version}"), new Stamp(now, "", 0, item.Version, 0), TimeSpan.Zero, null, now,
            null, null, null, new Learned(Code.Parse<Subject>(item.Sender), item.Version, SummaryJson.Read(item.Payload))).ToEnvelope();
    }
}

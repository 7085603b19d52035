using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>Gives a program's orders: the same facts in the same streams as those of people.</summary>
public sealed class PlanDesk(IReadModel store, LoopViews views, IGrainFactory grains, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme) : IOrderDesk
{
    /// <summary>What no driver has accepted by then has failed, and something else may be tried.</summary>
    static readonly TimeSpan Failed = TimeSpan.FromMinutes(10);

    /// <summary>A trip may have begun the evening before its date, or end the morning after.</summary>
    static readonly TimeSpan Around = TimeSpan.FromHours(12);

    public async Task<GivenOrder> Give(Order order, StaffId actor, string reason, CancellationToken cancel)
    {
        var now = Instant.From(programme.GetUtcNow());
        if (await PlanAt(now, cancel) is not { } today) return new GivenOrder(null, "there is no plan of today");
        var grain = grains.GetGrain(Subject.OfPlan(today));
        // The stream's own count, not the read model's, which may be an order behind.
        var plan = ViewJson.Read<PlanView>((await grain.Read().WaitAsync(cancel)).View);
        var id = OrderRecord.Next(plan, "-A");
        var outcome = await grain.Record(new FactBatch([OrderRecord.Of(today, id, order, reason, actor, now)])).WaitAsync(cancel);
        return outcome.Stored == 1 ? new GivenOrder(id, null) : new GivenOrder(null, $"the number {id} is taken");
    }

    public async Task<IReadOnlySet<OrderId>> Open(IReadOnlyCollection<OrderId> orders, CancellationToken cancel)
    {
        if (orders.Count == 0) return new HashSet<OrderId>();
        var now = Instant.From(programme.GetUtcNow());
        var open = new HashSet<OrderId>();
        var told = new HashSet<OrderId>();
        foreach (var vehicle in await views.Vehicles.Read(cancel))
            foreach (var instruction in vehicle.Instructions ?? [])
            {
                told.Add(instruction.Order);
                if (instruction.Accepted is null && now - instruction.Given < Failed) open.Add(instruction.Order);
            }
        // One that no vehicle knows of yet is still on its way to them.
        return orders.Where(o => open.Contains(o) || !told.Contains(o)).ToHashSet();
    }

    async Task<DateOnly?> PlanAt(Instant now, CancellationToken cancel) => (await store.All(Subject.Word(SubjectKind.Plan), cancel))
        .Where(r => r.View.Length > 0).Select(r => ViewJson.Read<PlanView>(r.View)).Where(p => p.Trips.Count > 0)
        .Where(p => p.Trips.Min(t => t.Stops[0].At) - Around <= now && now <= p.Trips.Max(t => t.Stops[^1].At) + Around)
        .OrderBy(p => (p.Trips.Min(t => t.Stops[0].At) - now).Duration()).Select(p => (DateOnly?)p.Date).FirstOrDefault();
}

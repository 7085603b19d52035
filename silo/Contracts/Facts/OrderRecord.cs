using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <summary>An order as it is recorded, whoever gives it: a person at a screen or the automatic dispatcher.</summary>
public static class OrderRecord
{
    /// <summary>The same id is the same order: told again it changes nothing.</summary>
    public static FactEnvelope Of(DateOnly date, OrderId id, Order order, string reason, StaffId actor, Instant now) =>
        OwnFact.Of($"order-given\n{Subject.OfPlan(date)}\n{id}", now, new OrderGiven(id, order, reason), actor);

    /// <summary>The next free number of a plan. Two who take it at once are told apart by <paramref name="suffix"/>.</summary>
    public static OrderId Next(PlanView plan, string suffix = "") => Code.Parse<OrderId>($"ORD-{plan.Orders.Count + 1:0000}{suffix}");
}

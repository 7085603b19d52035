using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>An order about a thing, and how far each driver it was told to has got.</summary>
public sealed record OrderLife(OrderView Given, IReadOnlyList<Told> Vehicles)
{
    /// <summary>Orders that concern a delivery, a vehicle, a laboratory or a centre, the newest first.</summary>
    public static IReadOnlyList<OrderLife> About(string kind, string id, ViewCache views)
    {
        var told = views.All<VehicleView>().SelectMany(v => (v.Instructions ?? []).Select(i => (Order: i.Order, Told: new Told(v.Id, i.Given, i.Sent, i.Seen, i.Accepted)))).ToLookup(t => t.Order, t => t.Told);
        var boxes = kind == "delivery" ? views.One<DeliveryView>(id)?.Boxes.Select(b => b.Box).ToHashSet() ?? [] : [];
        var orders = from plan in views.All<PlanView>()
                     let trips = TripsOf(kind, id, plan)
                     from order in plan.Orders
                     where order.Order.Trips.Any(trips.Contains) || Names(order.Order, kind, id) || (order.Order is TransferBoxes transfer && transfer.Boxes.Any(boxes.Contains)) || (kind == "vehicle" && told[order.Id].Any(t => t.Vehicle.Value == id))
                     select new OrderLife(order, [.. told[order.Id].OrderBy(t => t.Vehicle.Value, StringComparer.Ordinal)]);
        return [.. orders.OrderByDescending(o => o.Given.At).ThenBy(o => o.Given.Id.Value, StringComparer.Ordinal)];
    }

    static HashSet<TripId> TripsOf(string kind, string id, PlanView plan) => kind == "delivery" && DeliveryId.TryParse(id, out var delivery)
        ? [.. plan.Trips.Where(t => t.Stops.Any(s => s.Purpose == StopPurpose.Collect && s.Site == delivery.Site && s.Session == delivery.Session)).Select(t => t.Trip)]
        : [];

    static bool Names(Order order, string kind, string id) => kind == "site" && order switch
    {
        SetIntake o => o.Laboratory.Value == id,
        Divert o => o.Laboratory.Value == id,
        OrderSupply o => o.Centre.Value == id,
        _ => false,
    };
}

/// <param name="Given">When the order was.</param>
public sealed record Told(VehicleId Vehicle, Instant Given, Instant? Sent, Instant? Seen, Instant? Accepted)
{
    /// <summary>So long without a look that somebody calls the driver.</summary>
    public bool IsLate(Instant now) => Seen is null && now - Given > InstructionLife.Patience;
}

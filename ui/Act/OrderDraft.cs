using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui;

/// <summary>
/// An order that is being written: what it is about is known from the record it stands beside, what else it needs is typed. Fields of
/// other kinds are kept and mean nothing.
/// </summary>
public sealed class OrderDraft
{
    public OrderKind Kind { get; set; }
    public string? Trip { get; set; }
    public string? OtherTrip { get; set; }
    public string? Vehicle { get; set; }
    public string? Laboratory { get; set; }
    public string? Centre { get; set; }
    public int Session { get; set; } = 2;
    public int Boxes { get; set; } = 2;
    public int Kits { get; set; } = 200;
    public int LoadsPerHour { get; set; } = 6;
    public TimeOnly? Until { get; set; }
    public string? Reason { get; set; }

    /// <summary>The kinds that make sense of a thing, the likeliest first.</summary>
    public static IReadOnlyList<OrderKind> KindsOf(string kind, SiteRole? role) => (kind, role) switch
    {
        ("delivery", _) => [OrderKind.Assign, OrderKind.Divert, OrderKind.Split, OrderKind.Leave, OrderKind.Swap, OrderKind.Collect, OrderKind.Cancel, OrderKind.Suspend, OrderKind.Resume],
        ("vehicle", _) => [OrderKind.Assign, OrderKind.Swap, OrderKind.Divert, OrderKind.Transfer, OrderKind.Cancel],
        ("site", SiteRole.Laboratory) => [OrderKind.Slow, OrderKind.Stop, OrderKind.Open],
        ("site", SiteRole.Centre) => [OrderKind.Supply, OrderKind.Collect, OrderKind.Suspend, OrderKind.Resume],
        _ => [],
    };

    /// <summary>Trips still to be driven that a thing is on, the next first.</summary>
    public static IReadOnlyList<TripId> TripsOf(string kind, string id, Situation situation) => kind switch
    {
        "vehicle" when VehicleId.TryParse(id, out var vehicle) => [.. (situation.Vehicle(vehicle)?.Errands ?? []).Select(e => e.Trip)],
        "delivery" when DeliveryId.TryParse(id, out var delivery) => situation.Bringing(delivery) is var (_, errand) ? [errand.Trip] : [],
        _ => [],
    };

    /// <summary>Whether a field of this name is wanted by the kind.</summary>
    public bool Wants(string field) => field switch
    {
        nameof(Trip) => Kind is OrderKind.Assign or OrderKind.Swap or OrderKind.Split or OrderKind.Divert or OrderKind.Leave or OrderKind.Cancel,
        nameof(OtherTrip) => Kind == OrderKind.Swap,
        nameof(Vehicle) => Kind is OrderKind.Assign or OrderKind.Split or OrderKind.Collect or OrderKind.Transfer or OrderKind.Supply,
        nameof(Laboratory) => Kind is OrderKind.Divert or OrderKind.Transfer,
        nameof(Boxes) => Kind == OrderKind.Supply,
        nameof(LoadsPerHour) => Kind == OrderKind.Slow,
        nameof(Until) => Kind is OrderKind.Slow or OrderKind.Stop,
        nameof(Session) => Kind is OrderKind.Collect or OrderKind.Suspend or OrderKind.Resume,
        _ => false,
    };

    /// <summary>The order as written.</summary>
    /// <param name="about">The thing whose record it stands beside.</param>
    /// <exception cref="Refusal">With what is missing or cannot be read.</exception>
    internal Order Build((string Kind, string Id) about, Situation situation, ZonedTimes times)
    {
        var check = new Check();
        check.Text(Reason?.Trim(), 400, "reason");
        var order = Written(about, situation, times, check);
        check.Done();
        return order!;
    }

    Order? Written((string Kind, string Id) about, Situation situation, ZonedTimes times, Check check)
    {
        var day = times.Date(situation.Now);
        DeliveryId? delivery = about.Kind == "delivery" ? DeliveryId.TryParse(about.Id, out var of) ? of : null
            : about.Kind == "site" && Wants(nameof(Session)) ? new DeliveryId(day, Code.Parse<SiteId>(about.Id), Session) : null;
        TripId Of(string? typed, string field) => check.Code<TripId>(typed?.Trim(), field);
        VehicleId To() => check.Code<VehicleId>(Vehicle?.Trim(), "vehicle");
        SiteId At() => check.Code<SiteId>(Laboratory?.Trim(), "laboratory");
        Instant? Ends() => Until is { } until ? times.At(day, until) : null;
        return Kind switch
        {
            OrderKind.Assign => new AssignVehicle(Of(Trip, "trip"), To()),
            OrderKind.Swap => new SwapVehicles(Of(Trip, "trip"), Of(OtherTrip, "other trip")),
            OrderKind.Split when delivery is { } d => new SplitLoad(Of(Trip, "trip"), d.Site, Nearby.NewTrip(situation, Trip ?? d.Site.Value), To()),
            OrderKind.Divert => new Divert(Of(Trip, "trip"), At()),
            OrderKind.Leave when delivery is { } d => Without(Of(Trip, "trip"), d, situation, check),
            OrderKind.Cancel => new CancelTrip(Of(Trip, "trip")),
            OrderKind.Collect when delivery is { } d => Collecting(d, To(), situation, check),
            OrderKind.Transfer => Passing(about.Id, To(), At(), situation, check),
            OrderKind.Supply => new OrderSupply(Code.Parse<SiteId>(about.Id), Boxes, Kits, Nearby.NewTrip(situation, about.Id), To()),
            OrderKind.Open => new SetIntake(Code.Parse<SiteId>(about.Id), IntakeState.Open, null, null),
            OrderKind.Slow => new SetIntake(Code.Parse<SiteId>(about.Id), IntakeState.Slowed, LoadsPerHour, Ends()),
            OrderKind.Stop => new SetIntake(Code.Parse<SiteId>(about.Id), IntakeState.Stopped, null, Ends()),
            OrderKind.Suspend when delivery is { } d => new SuspendSessions([d]),
            OrderKind.Resume when delivery is { } d => new ResumeSessions([d]),
            _ => Missing(check),
        };
    }

    static Order? Missing(Check check)
    {
        check.That(false, "order", "does not go with what is open.");
        return null;
    }

    /// <summary>The trip goes on without this centre.</summary>
    static Order? Without(TripId trip, DeliveryId delivery, Situation situation, Check check)
    {
        if (situation.Find(trip)?.Errand.Planned is not { } planned) { check.That(false, "trip", $"{trip} is not planned any more."); return null; }
        var rest = planned with { Stops = [.. planned.Stops.Where(s => !(s.Purpose == StopPurpose.Collect && s.Site == delivery.Site))] };
        return rest.Stops.Any(s => s.Purpose == StopPurpose.Collect) ? new ChangeTrip(rest) : new CancelTrip(trip);
    }

    static Order? Collecting(DeliveryId delivery, VehicleId vehicle, Situation situation, Check check)
    {
        if (!situation.Loads.TryGetValue(delivery, out var load)) { check.That(false, "session", $"{delivery} is not waiting to be brought."); return null; }
        return new AddTrip(new PlannedTrip(Nearby.NewTrip(situation, delivery.Site.Value), vehicle, TripKind.Specimen,
        [
            new PlannedStop(delivery.Site, situation.Now > load.ReadyAt ? situation.Now : load.ReadyAt, StopPurpose.Collect, delivery.Session),
            new PlannedStop(load.Laboratory, load.TargetAt, StopPurpose.Unload, null),
        ]));
    }

    /// <summary>All that is aboard changes vehicles where the first one is.</summary>
    static Order? Passing(string from, VehicleId to, SiteId laboratory, Situation situation, Check check)
    {
        if (!VehicleId.TryParse(from, out var id) || situation.Vehicle(id) is not { } vehicle) { check.That(false, "vehicle", "is not known."); return null; }
        return new TransferBoxes(id, to, [.. vehicle.Aboard.Select(b => b.Box)], vehicle.Place, Nearby.NewTrip(situation, id.Value), laboratory);
    }
}

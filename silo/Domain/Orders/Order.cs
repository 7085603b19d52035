using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

/// <summary>
/// What the control room orders. A closed set; each kind stands below with the name it is stored under. An order says what
/// is wanted of the plan, never what happened: that is said by scans.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AssignVehicle), "assign")]
[JsonDerivedType(typeof(SwapVehicles), "swap")]
[JsonDerivedType(typeof(SplitLoad), "split")]
[JsonDerivedType(typeof(AddTrip), "add-trip")]
[JsonDerivedType(typeof(ChangeTrip), "change-trip")]
[JsonDerivedType(typeof(CancelTrip), "cancel-trip")]
[JsonDerivedType(typeof(Divert), "divert")]
[JsonDerivedType(typeof(TransferBoxes), "transfer")]
[JsonDerivedType(typeof(OrderSupply), "supply")]
[JsonDerivedType(typeof(SetIntake), "intake")]
[JsonDerivedType(typeof(SuspendSessions), "suspend")]
[JsonDerivedType(typeof(ResumeSessions), "resume")]
public abstract record Order
{
    /// <summary>The trips it changes or makes.</summary>
    [JsonIgnore]
    public IReadOnlyList<TripId> Trips => this switch
    {
        AssignVehicle o => [o.Trip],
        SwapVehicles o => [o.One, o.Other],
        SplitLoad o => [o.Trip, o.NewTrip],
        AddTrip o => [o.Trip.Trip],
        ChangeTrip o => [o.Trip.Trip],
        CancelTrip o => [o.Trip],
        Divert o => [o.Trip],
        TransferBoxes o => [o.NewTrip],
        OrderSupply o => [o.NewTrip],
        _ => [],
    };
}

/// <summary>Another vehicle drives a trip that has not begun.</summary>
public sealed record AssignVehicle(TripId Trip, VehicleId Vehicle) : Order;

/// <summary>Two trips that have not begun exchange their vehicles.</summary>
public sealed record SwapVehicles(TripId One, TripId Other) : Order;

/// <summary>One centre is taken out of a trip and collected by another vehicle on a trip of its own.</summary>
public sealed record SplitLoad(TripId Trip, SiteId Centre, TripId NewTrip, VehicleId Vehicle) : Order;

public sealed record AddTrip(PlannedTrip Trip) : Order;

/// <summary>The stops of a trip as they are to be, those behind it included.</summary>
public sealed record ChangeTrip(PlannedTrip Trip) : Order;

public sealed record CancelTrip(TripId Trip) : Order;

/// <summary>What a trip carries goes to another laboratory.</summary>
public sealed record Divert(TripId Trip, SiteId Laboratory) : Order;

/// <summary>Boxes change vehicles where the first one stands; the second takes them to a laboratory on a trip of its own.</summary>
public sealed record TransferBoxes(
    VehicleId From, VehicleId To, IReadOnlyList<BoxId> Boxes, GeoPoint At, TripId NewTrip, SiteId Laboratory) : Order;

/// <summary>Clean boxes and kits for a centre, on a trip of their own.</summary>
public sealed record OrderSupply(SiteId Centre, int Boxes, int Kits, TripId NewTrip, VehicleId Vehicle) : Order;

public enum IntakeState { Open, Slowed, Stopped }

/// <param name="LoadsPerHour">With <see cref="IntakeState.Slowed"/> alone.</param>
/// <param name="Until">null for until further notice.</param>
public sealed record SetIntake(SiteId Laboratory, IntakeState State, int? LoadsPerHour, Instant? Until) : Order;

/// <summary>Sessions that do not take place, or stop: one order for many sites.</summary>
public sealed record SuspendSessions(IReadOnlyList<DeliveryId> Sessions) : Order;
public sealed record ResumeSessions(IReadOnlyList<DeliveryId> Sessions) : Order;

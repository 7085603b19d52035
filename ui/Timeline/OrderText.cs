using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>What an order says, in the codes of the things it names: the same in every language.</summary>
public static class OrderText
{
    public static string Of(Order order) => order switch
    {
        AssignVehicle o => $"{o.Trip} → {o.Vehicle}",
        SwapVehicles o => $"{o.One} ⇄ {o.Other}",
        SplitLoad o => $"{o.Trip} / {o.Centre} → {o.NewTrip} {o.Vehicle}",
        AddTrip o => $"+ {o.Trip.Trip} {o.Trip.Vehicle}",
        ChangeTrip o => $"± {o.Trip.Trip}",
        CancelTrip o => $"− {o.Trip}",
        Divert o => $"{o.Trip} → {o.Laboratory}",
        TransferBoxes o => $"{o.From} → {o.To} × {o.Boxes.Count} → {o.Laboratory}",
        OrderSupply o => $"{o.Centre} + {o.Boxes} / {o.Kits} ← {o.Vehicle}",
        SetIntake o => $"{o.Laboratory} {Kebab.Of(o.State)}{(o.LoadsPerHour is { } n ? $" {n}/h" : "")}",
        SuspendSessions o => $"− {string.Join(" ", o.Sessions.Select(s => s.Value))}",
        ResumeSessions o => $"+ {string.Join(" ", o.Sessions.Select(s => s.Value))}",
        _ => "",
    };
}

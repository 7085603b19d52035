using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>What an order asks for, in a sentence of the page's language.</summary>
static class OrderWords
{
    /// <summary>A long list is a diversion of many loads; the first few say what kind.</summary>
    const int Most = 3;

    public static string Of(IReadOnlyList<Order> orders, Lexicon words)
    {
        if (orders.Count == 0) return words["act.nothing"];
        var said = string.Join(words["act.and"], orders.Take(Most).Select(o => Of(o, words)));
        return orders.Count <= Most ? said : words.Of("act.more", said, orders.Count - Most);
    }

    public static string Of(Order order, Lexicon words) => order switch
    {
        AssignVehicle o => words.Of("order.assign", o.Vehicle, o.Trip),
        SwapVehicles o => words.Of("order.swap", o.One, o.Other),
        SplitLoad o => words.Of("order.split", o.Vehicle, o.Centre, o.Trip),
        AddTrip o => words.Of("order.add-trip", o.Trip.Vehicle, Sites(o.Trip)),
        ChangeTrip o => words.Of("order.change-trip", o.Trip.Trip, Sites(o.Trip)),
        CancelTrip o => words.Of("order.cancel-trip", o.Trip),
        Divert o => words.Of("order.divert", o.Trip, o.Laboratory),
        TransferBoxes o => words.Of("order.transfer", o.To, o.Boxes.Count, o.From, o.Laboratory),
        OrderSupply o => words.Of("order.supply", o.Vehicle, o.Boxes, o.Kits, o.Centre),
        SetIntake o => words.Of("order.intake." + Kebab.Of(o.State), o.Laboratory, o.LoadsPerHour),
        SuspendSessions o => words.Of("order.suspend", string.Join(", ", o.Sessions.Select(s => s.Site.Value).Distinct())),
        ResumeSessions o => words.Of("order.resume", string.Join(", ", o.Sessions.Select(s => s.Site.Value).Distinct())),
        _ => "",
    };

    static string Sites(PlannedTrip trip) => string.Join(" → ", trip.Stops.Where(s => s.Purpose is not (StopPurpose.Start or StopPurpose.End)).Select(s => s.Site.Value));
}

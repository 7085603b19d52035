using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <summary>From what somebody points at (an incident, a delivery, a vehicle, a laboratory, a road) to the problem a dispatcher is asked about.</summary>
public static class About
{
    /// <summary>What a centre is brought when nobody says how much.</summary>
    const int Boxes = 4, Kits = 200;

    /// <summary>null when it is nothing a dispatcher could help with.</summary>
    public static Problem? Of(string text, Situation situation)
    {
        // Subjects are written kind/id, incidents cause:about; a delivery's own id begins with neither.
        var name = text.Contains(':', StringComparison.Ordinal) ? text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..] : Subject.TryParse(text, out var subject) ? subject.Id : text;
        if (DeliveryId.TryParse(name, out var delivery)) return situation.Loads.ContainsKey(delivery) ? new DeliveryInDanger(delivery) : null;
        if (VehicleId.TryParse(name, out var vehicle) && situation.Vehicle(vehicle) is not null) return new VehicleOut(vehicle);
        if (situation.Closed.Any(c => c.Name == name)) return new RoadShut(name);
        if (!SiteId.TryParse(name, out var site) || !situation.Sites.ContainsKey(site)) return null;
        return situation.Laboratories.ContainsKey(site) ? new LaboratoryFull(site) : site == situation.Warehouse ? null : new StockLow(site, Boxes, Kits);
    }
}

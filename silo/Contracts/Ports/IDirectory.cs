using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <summary>
/// What is mounted on what, in memory: kept from the read model, so it may lag a registration by moments;
/// <see cref="Refresh"/> reads what is new.
/// </summary>
public interface IDirectory
{
    DeviceView? Device(string id);
    SiteView? Site(SiteId id);

    /// <summary>What a beacon is mounted on: a box, site or vehicle.</summary>
    Subject? OfBeacon(string beacon);

    /// <summary>The box an electronic seal is joined to.</summary>
    BoxId? OfSeal(string seal);

    /// <summary>The laboratory or warehouse a dock belongs to.</summary>
    SiteView? SiteOfDock(DockId dock);

    /// <summary>What a vehicle is planned to drive, as orders have changed it.</summary>
    IReadOnlyList<PlannedTrip> Trips(VehicleId vehicle);

    /// <summary>Reads what the store has that this does not; at most one read at a time, so that misses cannot flood it.</summary>
    Task Refresh(CancellationToken cancel);
}

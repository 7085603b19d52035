using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Simulation;

/// <summary>What the silos know of the registration; it does not change in these histories.</summary>
sealed class KnownBeacons : IDirectory
{
    public DeviceView? Device(string id) => null;
    public SiteView? Site(SiteId id) => null;
    public Subject? OfBeacon(string beacon) => beacon.StartsWith("B-", StringComparison.Ordinal) ? new Subject(SubjectKind.Box, beacon[2..]) : null;
    public BoxId? OfSeal(string seal) => null;
    public SiteView? SiteOfDock(DockId dock) => null;
    public IReadOnlyList<PlannedTrip> Trips(VehicleId vehicle) => [];
    public Task Refresh(CancellationToken cancel) => Task.CompletedTask;
}

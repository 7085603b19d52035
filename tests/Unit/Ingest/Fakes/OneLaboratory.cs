using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Unit.Ingest;

/// <summary>A directory that knows one laboratory with one dock.</summary>
sealed class OneLaboratory : IDirectory
{
    public IReadOnlyList<PlannedTrip> Planned { get; init; } = [];

    public IReadOnlyList<PlannedTrip> Trips(VehicleId vehicle) => [.. Planned.Where(t => t.Vehicle == vehicle)];
    public DeviceView? Device(string id) => null;
    public SiteView? Site(SiteId id) => id.Value == "LAB1" ? Sites.Laboratory("LAB1", "LAB1-D1") : null;
    public Subject? OfBeacon(string beacon) => null;
    public BoxId? OfSeal(string seal) => null;
    public SiteView? SiteOfDock(DockId dock) => dock.Value == "LAB1-D1" ? Sites.Laboratory("LAB1", "LAB1-D1") : null;
    public Task Refresh(CancellationToken cancel) => Task.CompletedTask;
}

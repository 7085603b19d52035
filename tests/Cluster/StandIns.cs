using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Cluster;

/// <summary>The programme's clock at the real rate.</summary>
sealed class RealClock : IClockControl
{
    public ClockState Read() => new(TimeProvider.System.GetUtcNow(), 1, false);
    public Task Set(ClockState state, CancellationToken cancel) => throw new NotSupportedException("this clock is not set");
}

/// <summary>Nothing is mounted on anything.</summary>
sealed class EmptyDirectory : IDirectory
{
    public DeviceView? Device(string id) => null;
    public SiteView? Site(SiteId id) => null;
    public Subject? OfBeacon(string beacon) => null;
    public BoxId? OfSeal(string seal) => null;
    public SiteView? SiteOfDock(DockId dock) => null;
    public IReadOnlyList<PlannedTrip> Trips(VehicleId vehicle) => [];
    public Task Refresh(CancellationToken cancel) => Task.CompletedTask;
}

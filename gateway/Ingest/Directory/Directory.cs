using System.Collections.Concurrent;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>The directory in memory; <see cref="DirectoryLoop"/> keeps it up to date.</summary>
public sealed class Directory(DirectoryReader reader) : IDirectory
{
    readonly Lock applying = new();
    readonly ConcurrentDictionary<(string Kind, string Id), long> versions = new();
    readonly ConcurrentDictionary<string, DeviceView> devices = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<SiteId, SiteView> sites = new();
    readonly ConcurrentDictionary<DockId, SiteId> docks = new();
    readonly ConcurrentDictionary<VehicleId, IReadOnlyList<PlannedTrip>> trips = new();
    readonly Codes<Subject> beacons = new();
    readonly Codes<BoxId> seals = new();

    public DeviceView? Device(string id) => devices.GetValueOrDefault(id);
    public SiteView? Site(SiteId id) => sites.GetValueOrDefault(id);
    public Subject? OfBeacon(string beacon) => beacons.Wearer(beacon);
    public BoxId? OfSeal(string seal) => seals.Wearer(seal);
    public SiteView? SiteOfDock(DockId dock) => docks.TryGetValue(dock, out var site) ? Site(site) : null;
    public IReadOnlyList<PlannedTrip> Trips(VehicleId vehicle) => trips.GetValueOrDefault(vehicle) ?? [];
    public Task Refresh(CancellationToken cancel) => reader.Refresh(Apply, cancel);

    /// <summary>Takes a view over, unless a newer one is known.</summary>
    public void Apply(EntityRow row)
    {
        if (!DirectoryReader.Kinds.Contains(row.Kind)) return;
        lock (applying)
        {
            if (versions.TryGetValue((row.Kind, row.Id), out var known) && known > row.Seq) return;
            versions[(row.Kind, row.Id)] = row.Seq;
            Take(row);
        }
    }

    void Take(EntityRow row)
    {
        switch (row.Kind)
        {
            case "device": devices[row.Id] = ViewJson.Read<DeviceView>(row.View); break;
            case "site": Take(ViewJson.Read<SiteView>(row.View)); break;
            case "vehicle": Take(ViewJson.Read<VehicleView>(row.View)); break;
            default: Take(Code.Parse<BoxId>(row.Id), BoxNumbers.Of(row.View)); break;
        }
    }

    void Take(VehicleView vehicle)
    {
        beacons.Put(Subject.Of(vehicle.Id), vehicle.Beacon?.Value);
        trips[vehicle.Id] = vehicle.Trips;
    }

    void Take(SiteView site)
    {
        beacons.Put(Subject.Of(site.Id), site.Beacon?.Value);
        sites[site.Id] = site;
        foreach (var dock in site.Docks) docks[dock] = site.Id;
    }

    void Take(BoxId box, BoxNumbers numbers)
    {
        seals.Put(box, numbers.Seal?.Value);
        beacons.Put(Subject.Of(box), numbers.Beacon?.Value);
    }
}

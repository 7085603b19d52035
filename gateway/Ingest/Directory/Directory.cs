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
    readonly ConcurrentDictionary<SiteId, Known<SiteView>> sites = new();
    readonly ConcurrentDictionary<DockId, SiteId> docks = new();
    readonly ConcurrentDictionary<VehicleId, Known<VehicleView>> vehicles = new();
    readonly Codes<Subject> beacons = new();
    readonly Codes<BoxId> seals = new();

    public DeviceView? Device(string id) => devices.GetValueOrDefault(id);
    public SiteView? Site(SiteId id) => sites.GetValueOrDefault(id)?.View;
    public Subject? OfBeacon(string beacon) => beacons.Wearer(beacon);
    public BoxId? OfSeal(string seal) => seals.Wearer(seal);
    public SiteView? SiteOfDock(DockId dock) => docks.TryGetValue(dock, out var site) ? Site(site) : null;
    public IReadOnlyList<PlannedTrip> Trips(VehicleId vehicle) => vehicles.GetValueOrDefault(vehicle)?.View.Trips ?? [];
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
            case "site": Take(Code.Parse<SiteId>(row.Id), row); break;
            case "vehicle": Take(Code.Parse<VehicleId>(row.Id), row); break;
            default: Take(Code.Parse<BoxId>(row.Id), Numbers.Of(SubjectKind.Box, row.View)); break;
        }
    }

    void Take(VehicleId vehicle, EntityRow row)
    {
        beacons.Put(Subject.Of(vehicle), Numbers.Of(SubjectKind.Vehicle, row.View).Beacon?.Value);
        vehicles[vehicle] = new(row);
    }

    void Take(SiteId site, EntityRow row)
    {
        var numbers = Numbers.Of(SubjectKind.Site, row.View);
        beacons.Put(Subject.Of(site), numbers.Beacon?.Value);
        sites[site] = new(row);
        foreach (var dock in numbers.Docks) docks[dock] = site;
    }

    void Take(BoxId box, Numbers numbers)
    {
        seals.Put(box, numbers.Seal?.Value);
        beacons.Put(Subject.Of(box), numbers.Beacon?.Value);
    }
}

using System.Collections.Concurrent;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>The directory in memory; <see cref="DirectoryLoop"/> keeps it up to date.</summary>
public sealed class Directory(DirectoryReader reader) : IDirectory
{
    readonly ConcurrentDictionary<(string Kind, string Id), long> versions = new();
    readonly ConcurrentDictionary<DeviceId, DeviceView> devices = new();
    readonly ConcurrentDictionary<SiteId, Party> sites = new();
    readonly ConcurrentDictionary<DockId, SiteId> docks = new();
    readonly Codes<BeaconId, BoxId> boxBeacons = new();
    readonly Codes<SealNumber, BoxId> boxSeals = new();
    readonly Codes<BeaconId, SiteId> siteBeacons = new();
    readonly Codes<BeaconId, VehicleId> vehicleBeacons = new();

    public DeviceView? Device(DeviceId id) => devices.GetValueOrDefault(id);

    public async ValueTask<DeviceView?> FindDevice(DeviceId id, CancellationToken cancel)
    {
        if (Device(id) is { } known) return known;
        await reader.Refresh(Apply, cancel);
        return Device(id);
    }

    public BoxId? BoxByBeacon(BeaconId beacon) => boxBeacons.Wearer(beacon);
    public BoxId? BoxBySeal(SealNumber seal) => boxSeals.Wearer(seal);
    public SiteId? SiteByBeacon(BeaconId beacon) => siteBeacons.Wearer(beacon);
    public VehicleId? VehicleByBeacon(BeaconId beacon) => vehicleBeacons.Wearer(beacon);
    public Party? PartyOf(SiteId site) => sites.TryGetValue(site, out var party) ? party : null;
    public Party? PartyOf(DockId dock) => docks.TryGetValue(dock, out var site) ? PartyOf(site) : null;

    /// <summary>Takes a view over, unless a newer one is known. Called from one thread at a time.</summary>
    public void Apply(EntityRow row)
    {
        if (!DirectoryReader.Kinds.Contains(row.Kind)) return;
        if (versions.TryGetValue((row.Kind, row.Id), out var known) && known > row.Seq) return;
        versions[(row.Kind, row.Id)] = row.Seq;
        switch (row.Kind)
        {
            case "device": Apply(ViewJson.Read<DeviceView>(row.View)); break;
            case "site": Apply(ViewJson.Read<SiteView>(row.View)); break;
            case "vehicle": Apply(ViewJson.Read<VehicleView>(row.View)); break;
            default: ApplyBox(Code.Parse<BoxId>(row.Id), BoxNumbers.Of(row.View)); break;
        }
    }

    void Apply(DeviceView device) => devices[device.Id] = device;
    void Apply(VehicleView vehicle) => vehicleBeacons.Put(vehicle.Id, vehicle.Beacon);

    void Apply(SiteView site)
    {
        siteBeacons.Put(site.Id, site.Beacon);
        sites[site.Id] = site.Role switch
        {
            SiteRole.Laboratory => Party.Laboratory(site.Id),
            SiteRole.Warehouse => Party.Warehouse(site.Id),
            _ => Party.Centre(site.Id),
        };
        foreach (var dock in site.Docks) docks[dock] = site.Id;
    }

    void ApplyBox(BoxId box, BoxNumbers numbers)
    {
        boxSeals.Put(box, numbers.Seal);
        boxBeacons.Put(box, numbers.Beacon);
    }
}

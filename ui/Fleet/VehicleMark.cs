using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

public enum Load { None = 0, Specimens = 1, Empties = 2 }

/// <summary>A vehicle on the map, on a grid of 1e-5 degrees (about a metre).</summary>
/// <param name="AtHub">Standing at a laboratory or the warehouse: counted there, not drawn.</param>
public readonly record struct VehicleMark(string Id, int Lon, int Lat, Load Load, bool Moving, bool Silent, bool AtHub, bool Placed, bool ByPhone = false)
{
    public const double Grid = 1e5;
    const double MovingKmh = 3;

    /// <summary>As it stands on the wire: load in bits 0-1, then moving, silent, at a hub, place known, known by its driver's phone.</summary>
    public byte Status => (byte)((int)Load | (Moving ? 4 : 0) | (Silent ? 8 : 0) | (AtHub ? 16 : 0) | (Placed ? 32 : 0) | (ByPhone ? 64 : 0));

    /// <param name="sites">A vehicle with boxes aboard that nobody saw stands where it was last; it never disappears.</param>
    public static VehicleMark Of(VehicleView vehicle, VehicleFix? fix, IReadOnlyList<SiteView> hubs, Func<SiteId, SiteView?> sites)
    {
        if (fix is null && vehicle.Aboard.Count > 0 && vehicle.Visits.MaxBy(v => v.To) is { } visit && sites(visit.Site) is { } site)
            return new VehicleMark(vehicle.Id.Value, ToGrid(site.LonDeg), ToGrid(site.LatDeg), LoadOf(vehicle), false, true, false, true);
        var moving = fix?.SpeedKmh > MovingKmh;
        var byPhone = fix?.ByPhone ?? false;
        var silent = vehicle.SilentSince is not null && !byPhone;
        var hub = fix is not null && !moving && !silent && hubs.Any(h => Within(h, fix.Point));
        return fix is null
            ? new VehicleMark(vehicle.Id.Value, 0, 0, LoadOf(vehicle), false, silent, false, false)
            : new VehicleMark(vehicle.Id.Value, ToGrid(fix.Point.LonDeg), ToGrid(fix.Point.LatDeg), LoadOf(vehicle), moving, silent, hub, true, byPhone);
    }

    public static int ToGrid(double degrees) => (int)Math.Round(degrees * Grid);

    public static bool Within(SiteView site, GeoPoint point) => new GeoPoint(site.LatDeg, site.LonDeg).KmTo(point) * 1000 <= site.FenceM;

    static Load LoadOf(VehicleView vehicle) =>
        vehicle.Aboard.Count == 0 ? Load.None : vehicle.Aboard.Any(b => b is { Packed: > 0, Place: BoxPlace.WithCarrier }) ? Load.Specimens : Load.Empties;
}

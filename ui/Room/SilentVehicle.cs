using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>A vehicle of which nothing is heard; those with boxes aboard come first.</summary>
public sealed record SilentVehicle(VehicleId Vehicle, Instant LastHeard)
{
    /// <summary>Its driver's phone says where it is.</summary>
    public bool ByPhone { get; init; }

    /// <param name="fixes">Vehicles' newest places.</param>
    public static IReadOnlyList<SilentVehicle> Of(IReadOnlyList<VehicleView> vehicles, IReadOnlyDictionary<string, VehicleFix> fixes) =>
        [.. vehicles.Where(v => v.SilentSince is not null).OrderByDescending(v => v.Aboard.Count).ThenBy(v => v.Id.Value, StringComparer.Ordinal)
            .Select(v => fixes.TryGetValue(v.Id.Value, out var fix) ? new SilentVehicle(v.Id, fix.At) { ByPhone = fix.ByPhone } : new SilentVehicle(v.Id, v.SilentSince!.Value))];
}

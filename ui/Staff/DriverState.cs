using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Staff;

/// <summary>All that a driver's page shows, as the system believes it at <see cref="Now"/>.</summary>
/// <param name="Stops">Still to come, in order; of trips that a change is under way for, as the driver has accepted it.</param>
/// <param name="SpeedKmh">By its newest fix; null when that is old, and nobody can say whether it drives.</param>
/// <param name="ToTake">Boxes with tubes at the next stops, not taken yet.</param>
sealed record DriverState(
    Instant Now, string Zone, double? SpeedKmh, Instant? BrokenDownSince, IReadOnlyList<DriverStop> Stops, IReadOnlyList<DriverBox> Aboard, IReadOnlyList<DriverBox> ToTake,
    IReadOnlyList<DriverInstruction> Instructions)
{
    /// <summary>Whether this phone is the spare tracker.</summary>
    public TrackerState? Tracker { get; init; }

    /// <summary>A fix speaks for so long of whether the vehicle drives.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(2);

    /// <summary>An instruction that was accepted is shown for so long.</summary>
    static readonly TimeSpan Shown = TimeSpan.FromHours(1);

    public static DriverState? Of(ViewCache views, Situation situation, VehicleFix? fix, VehicleId id, string zone)
    {
        if (views.One<VehicleView>(id.Value) is not { } vehicle) return null;
        var now = situation.Now;
        DriverStop[] stops = [.. (situation.Vehicle(id)?.Errands ?? []).SelectMany(e => e.Calls.Select(c => DriverStop.Of(views, e, c)))];
        var boxes = views.All<BoxView>();
        var aboard = vehicle.Aboard.Select(b => b.Box).ToHashSet();
        var next = stops.TakeWhile(s => s.Purpose is not CallPurpose.Unload).Where(s => s.Purpose == CallPurpose.Collect).Select(s => s.Site).ToHashSet();
        return new DriverState(
            now, zone, fix is not null && now - fix.At < Fresh ? Math.Round(fix.SpeedKmh) : null, vehicle.BrokenDownSince, stops,
            [.. boxes.Where(b => aboard.Contains(b.Id)).OrderBy(b => b.Id.Value, StringComparer.Ordinal).Select(DriverBox.Of)],
            [.. boxes.Where(b => b is { Place: BoxPlace.CentreSealed, Holder: { } holder } && next.Contains(Code.Parse<SiteId>(holder.Id))).OrderBy(b => b.Id.Value, StringComparer.Ordinal).Select(DriverBox.Of)],
            [.. (vehicle.Instructions ?? []).Where(i => i.Accepted is not { } accepted || now - accepted < Shown).Select(i => new DriverInstruction(i.Id, i.Text, i.Reason, i.Given, i.Seen, i.Accepted))]);
    }
}

/// <param name="Site">null for boxes that are taken over from another vehicle on the road.</param>
sealed record DriverStop(TripId Trip, CallPurpose Purpose, SiteId? Site, string NameEn, string NameZh, Instant At, VehicleId? From)
{
    public static DriverStop Of(ViewCache views, Errand errand, Call call)
    {
        var site = call.Site is { } id ? views.One<SiteView>(id.Value) : null;
        return new DriverStop(errand.Trip, call.Purpose, call.Site, site?.NameEn ?? "", site?.NameZh ?? "", call.Planned, call.From);
    }
}

sealed record DriverBox(BoxId Id, int Cycle, Party? Holder, SealNumber? Seal, SealState SealState, int Packed, Party? Centre, SiteId? BoundFor)
{
    public static DriverBox Of(BoxView box) => new(box.Id, box.Cycles.Count > 0 ? box.Cycles[^1].Cycle : 1, box.Holder, box.Seal, box.SealState, box.Packed, box.Centre, box.BoundFor);
}

sealed record DriverInstruction(InstructionId Id, string Text, string Reason, Instant Given, Instant? Seen, Instant? Accepted);

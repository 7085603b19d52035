using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>Makes the board's rows from views and the vehicles' newest places. Pure: the same views and moment, the same rows.</summary>
/// <param name="places">Where each vehicle was seen last.</param>
public sealed class RowMaker(
    IReadOnlyDictionary<string, SiteView> sites, IReadOnlyDictionary<string, VehicleView> vehicles, IReadOnlyDictionary<string, SeenAt> places, int tightMinutes)
{
    /// <summary>A delivery that its centre has not told of yet, and a cancelled one, have no row.</summary>
    public DeliveryRow? Of(DeliveryView delivery, Instant now)
    {
        if (delivery.TargetAt.Microseconds == 0 || delivery.Stage == DeliveryStage.Cancelled) return null;
        var carrier = delivery.Carrier is { Kind: PartyKind.Vehicle } party ? vehicles.GetValueOrDefault(party.Id) : null;
        var stages = DeliveryStages.Of(delivery, carrier);
        var seen = carrier is null ? null : places.GetValueOrDefault(carrier.Id.Value);
        var course = stages.Course(
            delivery, sites.GetValueOrDefault(delivery.Id.Site.Value), sites.GetValueOrDefault(delivery.Laboratory?.Value ?? ""), seen is null ? null : (seen.Point, seen.At));
        var (low, high) = Margin(delivery, course, carrier?.SilentSince is not null, now);
        var outlook = Prediction.Of(course, now);
        return new DeliveryRow(
            delivery.Id, delivery.NameEn, delivery.NameZh, sites.GetValueOrDefault(delivery.Id.Site.Value)?.District ?? "", delivery.Laboratory,
            State(delivery, low, high), stages.Phase, stages.Since, delivery.Assumed, low, high, delivery.TargetAt,
            StageMinutes.Of(stages, Phase.Awaiting, outlook.Wait, now), StageMinutes.Of(stages, Phase.OnRoad, outlook.Road, now),
            StageMinutes.Of(stages, Phase.AtGate, outlook.Gate, now), StageMinutes.Of(stages, Phase.AtDock, outlook.Dock, now), delivery.Carrier, delivery.Boxes.Count);
    }

    static (int Low, int High) Margin(DeliveryView delivery, Course course, bool silent, Instant now)
    {
        if (delivery.UnloadedAt is { } unloaded) return Same(delivery.TargetAt - unloaded);
        if (!silent) return Same(Prediction.Margin(course, delivery.TargetAt, now));
        var (low, high) = Prediction.MarginUnheard(course, delivery.TargetAt, now);
        return (Minutes(low), Minutes(high));
    }

    BoardState State(DeliveryView delivery, int low, int high) =>
        delivery.UnloadedAt is not null ? delivery.WithinTarget == false ? BoardState.DoneLate : BoardState.Done
        : delivery.WithinTarget == false ? BoardState.Late
        : high > low ? BoardState.Unsure
        : low < 0 ? BoardState.AtRisk
        : low < tightMinutes ? BoardState.Tight
        : BoardState.OnCourse;

    static (int, int) Same(TimeSpan margin) => (Minutes(margin), Minutes(margin));

    /// <summary>Whole minutes, towards the worse: 14 s too late is -1, not 0.</summary>
    static int Minutes(TimeSpan span) => (int)Math.Floor(span.TotalMinutes);
}

/// <summary>Where a vehicle was seen, and when.</summary>
public sealed record SeenAt(GeoPoint Point, Instant At);

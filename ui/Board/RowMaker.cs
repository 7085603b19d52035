using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>Makes the board's rows from views and the vehicles' newest places. Pure: the same views and moment, the same rows.</summary>
public sealed class RowMaker(Forecaster forecaster, IReadOnlyDictionary<string, SiteView> sites, int tightMinutes)
{
    /// <summary>A delivery that its centre has not told of yet, and a cancelled one, have no row.</summary>
    public static bool HasRow(DeliveryView delivery) => delivery.TargetAt.Microseconds != 0 && delivery.Stage != DeliveryStage.Cancelled;

    /// <returns>null for one that has no row.</returns>
    public DeliveryRow? Of(DeliveryView delivery, Instant now)
    {
        if (!HasRow(delivery)) return null;
        var forecast = forecaster.Of(delivery);
        var (stages, outlook) = (forecast.Stages, forecast.Outlook);
        var (low, high) = Margin(delivery, forecast);
        return new DeliveryRow(
            delivery.Id, delivery.NameEn, delivery.NameZh, sites.GetValueOrDefault(delivery.Id.Site.Value)?.District ?? "", delivery.Laboratory,
            State(delivery, low, high), stages.Phase, stages.Since, delivery.Assumed, low, high, delivery.TargetAt,
            StageMinutes.Of(stages, Phase.Awaiting, outlook.Wait, now), StageMinutes.Of(stages, Phase.OnRoad, outlook.Road, now),
            StageMinutes.Of(stages, Phase.AtGate, outlook.Gate, now), StageMinutes.Of(stages, Phase.AtDock, outlook.Dock, now), delivery.Carrier, delivery.Boxes.Count);
    }

    static (int Low, int High) Margin(DeliveryView delivery, Forecast forecast) => delivery.UnloadedAt is { } unloaded
        ? Same(delivery.TargetAt - unloaded)
        : (Minutes(forecast.Margin), Minutes(forecast.High ?? forecast.Margin));

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

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>Notices deliveries whose predicted margin goes below zero, and those that come back from there.</summary>
public sealed class RiskWatch(
    IReadModel store, LoopViews views, ITrack track, IGrainFactory grains, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, TimeProvider real, IDuty duty,
    ILogger<RiskWatch> log) : Loop(duty, real, log)
{
    /// <summary>In a fast replay half a second is some minutes of the programme.</summary>
    static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    readonly ViewMemo<DeliveryView> allDeliveries = new(store, SubjectKind.Delivery);
    readonly VehiclePlaces allPlaces = new(track);

    protected override async Task<TimeSpan> Turn(CancellationToken cancel)
    {
        var places = await allPlaces.Read(cancel);
        if (await store.IsBehind(cancel)) return Rest;
        var now = Instant.From(programme.GetUtcNow());
        var deliveries = await allDeliveries.Read(cancel);
        var open = deliveries.Where(d => IsWatched(d, now)).ToList();
        if (open.Count == 0) return Rest;
        var sites = (await views.Sites.Read(cancel)).ToDictionary(s => s.Id.Value);
        var vehicles = (await views.Vehicles.Read(cancel)).ToDictionary(v => v.Id.Value);
        var forecaster = new Forecaster(sites, vehicles, places, deliveries, now);
        foreach (var delivery in open)
            if (RiskRule.Judge(delivery.AtRisk, forecaster.Of(delivery).Margin) is { } judged) await Tell(delivery, judged, now);
        return Rest;
    }

    static bool IsWatched(DeliveryView delivery, Instant now) => delivery is { UnloadedAt: null, WithinTarget: null, Stage: not (DeliveryStage.Cancelled or DeliveryStage.Suspended) }
        && delivery.TargetAt.Microseconds > 0 && now > delivery.PlannedClosure - RiskRule.Ahead;

    Task<RecordOutcome> Tell(DeliveryView delivery, RiskJudged judged, Instant now) => grains.GetGrain(Subject.Of(delivery.Id)).Record(new FactBatch([OwnFact.Judged(Subject.Of(delivery.Id), now, judged)]));
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>Notices deliveries whose predicted margin goes below zero, and those that come back from there.</summary>
public sealed class RiskWatch(
    IReadModel store, ITrack track, IGrainFactory grains, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, TimeProvider real,
    ILogger<RiskWatch> log) : Loop(real, log)
{
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    /// <summary>With more summaries than this under way, views are behind the world, and an alarm would be a false one.</summary>
    const int MostUnderWay = 200;

    protected override async Task<TimeSpan> Turn(CancellationToken cancel)
    {
        if ((await store.Counts(cancel)).Outbox > MostUnderWay) return Rest;
        var now = Instant.From(programme.GetUtcNow());
        var open = (await Views<DeliveryView>(SubjectKind.Delivery, cancel)).Where(d => IsWatched(d, now)).ToList();
        if (open.Count == 0) return Rest;
        var sites = (await Views<SiteView>(SubjectKind.Site, cancel)).ToDictionary(s => s.Id.Value);
        var vehicles = (await Views<VehicleView>(SubjectKind.Vehicle, cancel)).ToDictionary(v => v.Id.Value);
        var fixes = (await track.Last(cancel)).Where(l => l.Fix is not null).ToDictionary(l => l.Hearer, l => l.Fix!);
        foreach (var delivery in open)
        {
            var carrier = delivery.Carrier is { Kind: PartyKind.Vehicle } party ? vehicles.GetValueOrDefault(party.Id) : null;
            var fix = carrier is null ? null : fixes.GetValueOrDefault(Subject.Of(carrier.Id).Value);
            var course = DeliveryStages.Of(delivery, carrier).Course(
                delivery, sites.GetValueOrDefault(delivery.Id.Site.Value), sites.GetValueOrDefault(delivery.Laboratory?.Value ?? ""),
                fix is null ? null : (new GeoPoint(fix.LatDeg, fix.LonDeg), new Instant(fix.OccurredAt)));
            if (RiskRule.Judge(delivery.AtRisk, Prediction.Margin(course, delivery.TargetAt, now)) is { } judged) await Tell(delivery, judged, now);
        }
        return Rest;
    }

    static bool IsWatched(DeliveryView delivery, Instant now) => delivery is { UnloadedAt: null, WithinTarget: null, Stage: not DeliveryStage.Cancelled }
        && delivery.TargetAt.Microseconds > 0 && now > delivery.PlannedClosure - RiskRule.Ahead;

    async Task<IEnumerable<T>> Views<T>(SubjectKind kind, CancellationToken cancel) =>
        (await store.All(Subject.Word(kind), cancel)).Where(row => row.View.Length > 0).Select(row => ViewJson.Read<T>(row.View));

    Task<RecordOutcome> Tell(DeliveryView delivery, RiskJudged judged, Instant now) => grains.GetGrain(Subject.Of(delivery.Id)).Record(new FactBatch([new Recorded(
        FactIds.Named($"{FactCodec.KindOf(judged)}\n{delivery.Id.Value}\n{now.Microseconds}"), new Stamp(now, "", 0, 0, 0), TimeSpan.Zero, null, now, null, null, null, judged).ToEnvelope()]));
}

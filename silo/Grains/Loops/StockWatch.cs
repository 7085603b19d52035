using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>Notices centres that will stand without kits or boxes before anything planned comes, and those that will not any more.</summary>
public sealed class StockWatch(
    IReadModel store, LoopViews views, IGrainFactory grains, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, TimeProvider real, IDuty duty, ILogger<StockWatch> log)
    : Loop(duty, real, log)
{
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    protected override async Task<TimeSpan> Turn(CancellationToken cancel)
    {
        if (await store.IsBehind(cancel)) return Rest;
        var sites = await views.Sites.Read(cancel);
        if (!sites.Any(s => s.Stock is { AsOf: not null })) return Rest;
        var now = Instant.From(programme.GetUtcNow());
        var desk = new SupplyDesk(sites, await views.Vehicles.Read(cancel), now);
        foreach (var site in sites.Where(s => s.Stock is { AsOf: not null }))
            if (SupplyDesk.CoverOf(site) is { } cover && StockRule.Judge(site.Stock!.Low, cover, desk.Next(site.Id)?.At) is { } judged) await Tell(site, judged, now);
        return Rest;
    }

    Task<RecordOutcome> Tell(SiteView site, StockJudged judged, Instant now) => grains.GetGrain(Subject.Of(site.Id)).Record(new FactBatch([OwnFact.Judged(Subject.Of(site.Id), now, judged)]));
}

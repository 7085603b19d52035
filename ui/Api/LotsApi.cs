using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <param name="Expired">Its last day is behind, in the programme's zone.</param>
/// <param name="Left">At most so many are still anywhere.</param>
public sealed record LotBody(LotId Lot, DateOnly? Expiry, bool Expired, int Arrived, int Left, IReadOnlyList<LotAt> Sites);
public sealed record LotAt(SiteId Site, int Arrived, Instant Since, int Left);

static class LotsApi
{
    public static void MapLots(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/lots", All).WithSummary("Every lot of kits that came to a centre, those that expire first first");
        routes.MapGet("/lots/{lot}", async (string lot, LiveState live, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, CancellationToken cancel) =>
            (await All(live, programme, cancel)).FirstOrDefault(l => l.Lot.Value == lot) ?? throw Refusal.NotFound($"No kits of lot '{(Domain.Code.IsPlain(lot) ? lot : "")}' came anywhere."))
            .WithSummary("Where kits of a lot are");
    }

    internal static async Task<IReadOnlyList<LotBody>> All(LiveState live, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(live.Zone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(programme.GetUtcNow(), zone).DateTime);
        return [.. live.Views.All<SiteView>().SelectMany(s => (s.Lots ?? []).Select(l => (Site: s.Id, Lot: l))).GroupBy(l => l.Lot.Lot).Select(g =>
        {
            var expiry = g.Min(l => l.Lot.Expiry);
            return new LotBody(
                g.Key, expiry, expiry < today, g.Sum(l => l.Lot.Arrived), g.Sum(l => l.Lot.Left),
                [.. g.OrderBy(l => l.Site.Value, StringComparer.Ordinal).Select(l => new LotAt(l.Site, l.Lot.Arrived, l.Lot.Since, l.Lot.Left))]);
        }).OrderBy(l => l.Expiry ?? DateOnly.MaxValue).ThenBy(l => l.Lot.Value, StringComparer.Ordinal)];
    }
}

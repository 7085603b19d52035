using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <param name="FenceM">Radius in metres, 10 to 5,000.</param>
public sealed record SiteBody(
    string Id, string NameEn, string NameZh, string District, double LatDeg, double LonDeg, int FenceM, SiteRole Role, string Beacon,
    string? Laboratory, int? TargetMinutes, IReadOnlyList<SessionBody>? Sessions, IReadOnlyList<string>? Docks, int OpeningKits);

/// <summary>Local times of the programme's zone.</summary>
public sealed record SessionBody(int Number, TimeOnly Opens, TimeOnly Closes);

static class SitesApi
{
    public static void MapSites(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sites", Post).Accepts<SiteBody[]>("application/json").Produces<Registered>().WithSummary("Registers sites and their docks");
        routes.MapViews<SiteView>("/sites", site => site.Id.Value);
    }

    static async Task<Registered> Post(HttpRequest request, Registrar registrar, CancellationToken cancel)
    {
        var bodies = await JsonBody.ReadArray<SiteBody>(request, 500, cancel);
        var check = new Check();
        check.Unique(bodies.Select(b => b.Id), "site");
        check.Unique(bodies.SelectMany(b => b.Docks ?? []), "dock");
        Wanted[] wanted = [.. bodies.SelectMany((body, i) => ToWanted(body, check, $"[{i}]"))];
        check.Done();
        return await registrar.Register(wanted, cancel);
    }

    static IEnumerable<Wanted> ToWanted(SiteBody body, Check check, string at)
    {
        var id = check.Code<SiteId>(body.Id, $"{at}.id");
        check.That(body.LatDeg is >= -90 and <= 90 && body.LonDeg is >= -180 and <= 180, at, "lat_deg or lon_deg is outside the globe.");
        check.That(body.FenceM is >= 10 and <= 5000, $"{at}.fence_m", "10 to 5,000 metres.");
        check.That(body.OpeningKits is >= 0 and <= 1_000_000, $"{at}.opening_kits", "0 to 1,000,000.");
        check.That(body.Role != SiteRole.Centre || body.Laboratory is not null, $"{at}.laboratory", "a centre needs one.");
        check.That(body.Role != SiteRole.Centre || body.TargetMinutes is >= 1 and <= 1440, $"{at}.target_minutes", "a centre needs 1 to 1,440.");
        var sessions = Sessions(body.Sessions ?? [], check, at);
        DockId[] docks = [.. (body.Docks ?? []).Select((dock, i) => check.Code<DockId>(dock, $"{at}.docks[{i}]"))];
        yield return Wanted.Always(Subject.Of(id), new SiteRegistered(
            check.Text(body.NameEn, 100, $"{at}.name_en"), check.Text(body.NameZh, 100, $"{at}.name_zh"), check.Text(body.District, 60, $"{at}.district"),
            body.LatDeg, body.LonDeg, body.FenceM, body.Role, check.Code<BeaconId>(body.Beacon, $"{at}.beacon"),
            check.CodeOrNull<SiteId>(body.Laboratory, $"{at}.laboratory"), body.TargetMinutes, sessions, docks, body.OpeningKits));
        for (var i = 0; i < docks.Length; i++) yield return Wanted.Always(Subject.Of(docks[i]), new DockRegistered(id, i + 1));
    }

    static SessionHours[] Sessions(IReadOnlyList<SessionBody> bodies, Check check, string at)
    {
        check.Unique(bodies.Select(s => $"{at} {s.Number}"), "session");
        foreach (var s in bodies)
            check.That(s.Number is >= 1 and <= 9 && s.Opens < s.Closes, $"{at}.sessions", "numbers are 1 to 9, and a session opens before it closes.");
        return [.. bodies.Select(s => new SessionHours(s.Number, s.Opens, s.Closes))];
    }
}

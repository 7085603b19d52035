using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <param name="Version">Rises with every change; a version that was listed is never another list.</param>
public sealed record ReasonsBody(int Version, IReadOnlyList<ReasonBody> Reasons);
public sealed record ReasonBody(string Code, string En, string Zh, TubeOutcome Outcome);

static class ReasonsApi
{
    public static void MapReasons(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/sites/{id}/reasons", Put).Accepts<ReasonsBody>("application/json").Produces<Registered>()
            .WithSummary("Lists a laboratory's own reasons for a remark or a rejection at the bench, as a new version");
        routes.MapGet("/sites/{id}/reasons", Get).Produces<IReadOnlyList<ReasonsView>>().WithSummary("Every version of a laboratory's reasons, the newest last");
    }

    static async Task<Registered> Put(string id, HttpRequest request, LiveState live, Registrar registrar, CancellationToken cancel)
    {
        var body = await JsonBody.Read<ReasonsBody>(request, cancel);
        await live.CatchUp(cancel);
        var (site, listed) = (Laboratory(id, live), ToFact(body));
        var known = site.Reasons?.FirstOrDefault(r => r.Version == listed.Version);
        if (known is not null && !known.List.SequenceEqual(listed.Reasons)) throw Refusal.Conflict($"Version {body.Version} is listed already, and otherwise; give the change a new version.");
        if (known is null && site.Reasons?[^1] is { } newest && newest.Version > listed.Version) throw Refusal.Conflict($"Version {newest.Version} is newer; give the list a higher one.");
        return await registrar.Register([Wanted.OnDate(Subject.Of(site.Id), listed, new Instant(0), fact => fact is ReasonsListed old && old.Version == listed.Version)], cancel);
    }

    static ReasonsListed ToFact(ReasonsBody body)
    {
        var check = new Check();
        check.That(body.Version is >= 1 and <= 100_000, "version", "1 to 100,000.");
        check.That(body.Reasons is { Count: >= 1 and <= 200 }, "reasons", "1 to 200.");
        check.Done();
        check.Unique(body.Reasons.Select(r => r.Code), "reason");
        BenchReason[] reasons = [.. body.Reasons.Select((r, i) => One(r, check, $"reasons[{i}]"))];
        check.Done();
        return new ReasonsListed(body.Version, reasons);
    }

    static BenchReason One(ReasonBody body, Check check, string at)
    {
        check.That(Domain.Code.IsPlain(body.Code), $"{at}.code", "letters, digits, '-', '_' or '.', at most 32.");
        check.That(body.Outcome != TubeOutcome.Accepted, $"{at}.outcome", "accepted-with-remark or rejected: what is plainly accepted needs no reason.");
        return new BenchReason(body.Code, check.Text(body.En, 100, $"{at}.en"), check.Text(body.Zh, 100, $"{at}.zh"), body.Outcome);
    }

    static async Task<IReadOnlyList<ReasonsView>> Get(string id, LiveState live, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        return Laboratory(id, live).Reasons ?? [];
    }

    internal static SiteView Laboratory(string id, LiveState live) =>
        live.Views.One<SiteView>(id) is { Role: SiteRole.Laboratory } site ? site : throw Refusal.NotFound($"No laboratory is called '{(Domain.Code.IsPlain(id) ? id : "")}'.");
}

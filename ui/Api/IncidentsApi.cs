using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <param name="Actor">Who does it; the person signed on where one is.</param>
/// <param name="Reason">Why, in words; must be there for all but <c>seen</c> and <c>acknowledge</c>.</param>
/// <param name="Owner">Who gets it; for <c>assign</c> alone.</param>
public sealed record IncidentActBody(string? Actor, string? Reason, string? Owner);

/// <param name="Acted">Incidents that the act was recorded for: one, or a group's members that are not over.</param>
public sealed record ActedOn(int Acted, int Stored);

/// <summary>Who is told of red incidents, in this order.</summary>
public sealed record DutyBody(IReadOnlyList<string> People);

static class IncidentsApi
{
    // An incident's id may hold a delivery's two slashes.
    static readonly string[] Paths = ["/incidents/{id}", "/incidents/{date}/{site}/{session}"];

    public static void MapIncidents(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/incidents", (LiveState live, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, bool? over, CancellationToken cancel) =>
            Lines(live, programme, over ?? false, cancel)).WithSummary("The incident list: every incident, or group of many, what needs somebody first; with over=true, what was over before the desk heard of it");
        foreach (var path in Paths)
        {
            routes.MapGet(path, One).WithSummary("One incident, or one group with its members");
            foreach (var act in Enum.GetValues<IncidentAct>())
                routes.MapPost($"{path}/{Kebab.Of(act)}", (HttpRequest request, IncidentDesk desk, CancellationToken cancel) => Act(act, request, desk, cancel))
                    .RequireAuthorization(May.Act).Accepts<IncidentActBody>("application/json").Produces<ActedOn>().WithSummary($"Records that a person did this about an incident: {Kebab.Of(act)}");
        }
        routes.MapGet("/incidents/{date}/{site}/{session}/timeline", (HttpRequest request, TimelineReader reader, long? after, int? limit, CancellationToken cancel) =>
            TimelineApi.Read("incident", IdOf(request), reader, after, limit, cancel)).WithSummary("The facts about one incident");
        routes.MapPut("/duty", Duty).Accepts<DutyBody>("application/json").Produces<Registered>().WithSummary("Sets who is told of red incidents, in order");
    }

    static async Task<IReadOnlyList<IncidentLine>> Lines(LiveState live, TimeProvider programme, bool over, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var (all, duty, words, now) = (live.Views.All<IncidentView>(), live.Programme?.Duty ?? [], Lexicon.For(Lexicon.English), Instant.From(programme.GetUtcNow()));
        return over ? IncidentLine.EachOf(all.Where(ShownIncidents.WasOverAtOnce), duty, words, now) : IncidentLine.Of(all, duty, words, now);
    }

    static async Task<IncidentLine> One(HttpRequest request, LiveState live, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var (id, now, words, duty) = (IdOf(request), Instant.From(programme.GetUtcNow()), Lexicon.For(Lexicon.English), live.Programme?.Duty ?? []);
        if (live.Views.One<IncidentView>(id) is { } alone) return IncidentLine.EachOf([alone], duty, words, now)[0];
        return IncidentLine.Of(live.Views.All<IncidentView>(), duty, words, now).FirstOrDefault(l => l.Id == id) ?? throw Refusal.NotFound($"incidents knows no '{id}'.");
    }

    static async Task<ActedOn> Act(IncidentAct act, HttpRequest request, IncidentDesk desk, CancellationToken cancel)
    {
        var body = await JsonBody.Read<IncidentActBody>(request, cancel);
        var check = new Check();
        var actor = Actor.Of(request.HttpContext, body.Actor, check);
        var owner = check.CodeOrNull<StaffId>(body.Owner, "owner");
        if (act is IncidentAct.Note or IncidentAct.Resolve or IncidentAct.Assign || body.Reason is not null) check.Text(body.Reason, 500, "reason");
        check.That(act == IncidentAct.Assign == owner is not null, "owner", "stands with assign, and only there.");
        check.Done();
        return await desk.Act(IdOf(request), new IncidentActed(act, act == IncidentAct.Acknowledge ? actor : owner, body.Reason), actor, cancel);
    }

    static async Task<Registered> Duty(HttpRequest request, Registrar registrar, CancellationToken cancel)
    {
        var body = await JsonBody.Read<DutyBody>(request, cancel);
        var check = new Check();
        check.That(body.People is { Count: <= IncidentLife.MostSteps }, "people", $"an array of at most {IncidentLife.MostSteps}.");
        check.Done();
        check.Unique(body.People, "person");
        StaffId[] people = [.. body.People.Select((p, i) => check.Code<StaffId>(p, $"people[{i}]"))];
        check.Done();
        return await registrar.Register([Wanted.Always(Subject.Programme, new DutySet(people))], cancel);
    }

    static string IdOf(HttpRequest request) => request.RouteValues.TryGetValue("id", out var id)
        ? Uri.UnescapeDataString((string)id!)
        : $"{request.RouteValues["date"]}/{request.RouteValues["site"]}/{request.RouteValues["session"]}";
}

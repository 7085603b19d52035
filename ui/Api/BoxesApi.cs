using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <param name="Place">The party that holds it when it joins: <c>centre:CW01</c>.</param>
public sealed record BoxBody(string Id, string Seal, string Beacon, string Place);

/// <param name="Actor">Who does it; the person signed on where one is.</param>
/// <param name="SecondActor">The other person; for all but <c>hold</c> there must be one, and not the same. Where people sign on it is left out: the other one confirms.</param>
/// <param name="Holder">Who has the box; for <c>correct</c> alone.</param>
public sealed record BoxActBody(string? Actor, string? SecondActor, string? Reason, string? Holder);

static class BoxesApi
{
    public static void MapBoxes(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/boxes", Post).Accepts<BoxBody[]>("application/json").Produces<Registered>().WithSummary("Registers boxes with seal, beacon and holder");
        foreach (var act in Enum.GetValues<BoxAct>())
            routes.MapPost($"/boxes/{{id}}/{Kebab.Of(act)}", (string id, HttpRequest request, BoxDesk desk, TwoPeople two, CancellationToken cancel) => Act(act, id, request, desk, two, cancel))
                .RequireAuthorization(May.Act).Accepts<BoxActBody>("application/json").Produces<BoxActed>().Produces<WaitingAct>(StatusCodes.Status202Accepted).WithSummary($"Records that people did this about a box: {Kebab.Of(act)}");
        routes.MapGet("/waiting", (TwoPeople two, HttpContext context) => two.Before(context.User)).RequireAuthorization(May.Confirm).WithSummary("Acts that wait for a second person, and that the one signed on may confirm");
        routes.MapPost("/waiting/{id}/confirm", (string id, TwoPeople two, HttpContext context, CancellationToken cancel) => two.Confirm(id, context.User, cancel))
            .RequireAuthorization(May.Confirm).WithSummary("The second person confirms; only now is it recorded");
        routes.MapViews<BoxView>("/boxes", box => box.Id.Value);
    }

    static async Task<IResult> Act(BoxAct act, string id, HttpRequest request, BoxDesk desk, TwoPeople two, CancellationToken cancel)
    {
        var body = await JsonBody.Read<BoxActBody>(request, cancel);
        var check = new Check();
        var box = check.Code<BoxId>(id, "id");
        var actor = Actor.Of(request.HttpContext, body.Actor, check);
        var second = check.CodeOrNull<StaffId>(body.SecondActor, "second_actor");
        check.Text(body.Reason, 400, "reason");
        var holder = check.CodeOrNull<Party>(body.Holder, "holder");
        check.That(act == BoxAct.Correct == holder is not null, "holder", "stands with correct, and only there.");
        var waits = act != BoxAct.Hold && request.HttpContext.User.Person() is not null;
        if (waits) check.That(second is null, "second_actor", "is not said by the first person: the other one signs on and confirms.");
        else if (act != BoxAct.Hold) check.That(second is not null && second != actor, "second_actor", "must be there, and be another person than the actor.");
        check.Done();
        return waits
            ? Results.Accepted("/api/v1/waiting", await two.Ask(box, act, body.Reason!, holder, actor, cancel))
            : Results.Ok(await desk.Act(box, act, body.Reason!, holder, actor, second, cancel));
    }

    static async Task<Registered> Post(HttpRequest request, Registrar registrar, CancellationToken cancel)
    {
        var bodies = await JsonBody.ReadArray<BoxBody>(request, 5000, cancel);
        var check = new Check();
        check.Unique(bodies.Select(b => b.Id), "box");
        check.Unique(bodies.Select(b => b.Seal), "seal");
        check.Unique(bodies.Select(b => b.Beacon), "beacon");
        Wanted[] wanted = [.. bodies.Select((body, i) => Wanted.Always(Subject.Of(check.Code<BoxId>(body.Id, $"[{i}].id")), new BoxRegistered(
            check.Code<SealNumber>(body.Seal, $"[{i}].seal"), check.Code<BeaconId>(body.Beacon, $"[{i}].beacon"),
            check.Code<Party>(body.Place, $"[{i}].place"))))];
        check.Done();
        return await registrar.Register(wanted, cancel);
    }
}

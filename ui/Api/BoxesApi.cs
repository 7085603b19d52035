using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <param name="Place">The party that holds it when it joins: <c>centre:CW01</c>.</param>
public sealed record BoxBody(string Id, string Seal, string Beacon, string Place);

/// <param name="Actor">Who does it.</param>
/// <param name="SecondActor">The other person; for all but <c>hold</c> there must be one, and not the same.</param>
/// <param name="Holder">Who has the box; for <c>correct</c> alone.</param>
public sealed record BoxActBody(string Actor, string? SecondActor, string? Reason, string? Holder);

static class BoxesApi
{
    public static void MapBoxes(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/boxes", Post).Accepts<BoxBody[]>("application/json").Produces<Registered>().WithSummary("Registers boxes with seal, beacon and holder");
        foreach (var act in Enum.GetValues<BoxAct>())
            routes.MapPost($"/boxes/{{id}}/{Kebab.Of(act)}", (string id, HttpRequest request, BoxDesk desk, CancellationToken cancel) => Act(act, id, request, desk, cancel))
                .Accepts<BoxActBody>("application/json").Produces<BoxActed>().WithSummary($"Records that people did this about a box: {Kebab.Of(act)}");
        routes.MapViews<BoxView>("/boxes", box => box.Id.Value);
    }

    static async Task<BoxActed> Act(BoxAct act, string id, HttpRequest request, BoxDesk desk, CancellationToken cancel)
    {
        var body = await JsonBody.Read<BoxActBody>(request, cancel);
        var check = new Check();
        var box = check.Code<BoxId>(id, "id");
        var actor = check.Code<StaffId>(body.Actor, "actor");
        var second = check.CodeOrNull<StaffId>(body.SecondActor, "second_actor");
        check.Text(body.Reason, 400, "reason");
        var holder = check.CodeOrNull<Party>(body.Holder, "holder");
        check.That(act == BoxAct.Correct == holder is not null, "holder", "stands with correct, and only there.");
        if (act != BoxAct.Hold) check.That(second is not null && second != actor, "second_actor", "must be there, and be another person than the actor.");
        check.Done();
        return await desk.Act(box, act, body.Reason!, holder, actor, second, cancel);
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

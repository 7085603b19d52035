using Microsoft.AspNetCore.Http.HttpResults;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui.People;

static class PeopleRoutes
{
    const string Sure = "FORGET";

    public static void MapPeople(this IEndpointRouteBuilder app)
    {
        var people = app.MapGroup("/people").RequireAuthorization(May.People).DisableAntiforgery().AddEndpointFilter<RefusalFilter>().ExcludeFromDescription();
        people.MapGet("", (HttpContext context, PeopleDesk desk, LiveState live, CancellationToken cancel) => Page(context, desk, live, null, null, cancel));
        people.MapPost("/add", (HttpContext context, PeopleDesk desk, LiveState live, CancellationToken cancel) =>
            Do(context, desk, live, form => desk.Add(form["staff"], Roles(form), form["place"], form["name"], cancel)!, cancel));
        people.MapPost("/change", (HttpContext context, PeopleDesk desk, LiveState live, CancellationToken cancel) => Do(context, desk, live, async form =>
        {
            await desk.Change(form["staff"], Roles(form), form["place"]);
            return null;
        }, cancel));
        people.MapPost("/act", (HttpContext context, PeopleDesk desk, LiveState live, CancellationToken cancel) => Do(context, desk, live, form => Act(form, desk, cancel), cancel));
    }

    static async Task<GivenPassword?> Act(IFormCollection form, PeopleDesk desk, CancellationToken cancel)
    {
        switch (form["act"].ToString())
        {
            case "reset": return await desk.Reset(form["staff"]);
            case "end": await desk.End(form["staff"], true); return null;
            case "resume": await desk.End(form["staff"], false); return null;
            case "forget": await desk.ForgetName(form["staff"], cancel); return null;
            case "forget-all" when form["sure"] == Sure: await desk.ForgetAllNames(cancel); return null;
            default: throw Refusal.BadRequest($"To forget all names, type {Sure}.");
        }
    }

    static async Task<IResult> Do(HttpContext context, PeopleDesk desk, LiveState live, Func<IFormCollection, Task<GivenPassword?>> act, CancellationToken cancel)
    {
        try
        {
            var given = await act(await FormBody.Read(context.Request, cancel));
            // A password is shown in this answer and never again; all else is asked for anew, so that going back repeats nothing.
            return given is null ? Results.Redirect("/people") : await Page(context, desk, live, given, null, cancel);
        }
        catch (Refusal why)
        {
            context.Response.StatusCode = why.Status;
            return await Page(context, desk, live, null, why.Message, cancel);
        }
    }

    static Role[] Roles(IFormCollection form) => [.. form["role"].Select(word => Enum.TryParse<Role>(word, true, out var role) ? role : throw Refusal.BadRequest("There is no such role."))];

    static async Task<IResult> Page(HttpContext context, PeopleDesk desk, LiveState live, GivenPassword? given, string? problem, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<PeoplePage>(new Dictionary<string, object?>
        {
            [nameof(PeoplePage.Lines)] = await desk.All(cancel), [nameof(PeoplePage.Words)] = Lexicon.For(Visitor.Language(context)), [nameof(PeoplePage.Context)] = context,
            [nameof(PeoplePage.Simulated)] = live.Programme?.Simulated ?? false, [nameof(PeoplePage.Given)] = given, [nameof(PeoplePage.Problem)] = problem,
        });
    }
}

using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui.Alarms;

/// <summary>A page says that its alarms are silent, and that they sound again.</summary>
static class AlarmRoutes
{
    const int LongestPage = 40;

    public static void MapAlarms(this IEndpointRouteBuilder app)
    {
        // Another site's page is refused before, by its origin.
        var alarms = app.MapGroup("/alarms").RequireAuthorization(May.Act).DisableAntiforgery().AddEndpointFilter<RefusalFilter>().ExcludeFromDescription();
        alarms.MapPost("/silence", async (HttpContext context, SilenceDesk desk, CancellationToken cancel) =>
        {
            var form = await FormBody.Read(context.Request, cancel);
            return desk.Begin(Page(form), context.User.PersonOr(form["desk"])) ? Results.NoContent() : throw Refusal.Unavailable("Too many desks are silent at once.");
        });
        alarms.MapPost("/sound", async (HttpContext context, SilenceDesk desk, CancellationToken cancel) =>
        {
            desk.End(Page(await FormBody.Read(context.Request, cancel)));
            return Results.NoContent();
        });
    }

    static string Page(IFormCollection form) =>
        form["page"] is [{ Length: > 0 and <= LongestPage } page] ? page : throw Refusal.BadRequest($"page is missing: 1 to {LongestPage} characters that tell this page from others.");
}

using Microsoft.AspNetCore.Http.HttpResults;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui.Paper;

static class PaperRoutes
{
    public static void MapPaper(this IEndpointRouteBuilder app)
    {
        var paper = app.MapGroup("/paper").RequireAuthorization(May.Act).AddEndpointFilter<RefusalFilter>().ExcludeFromDescription();
        paper.MapGet("", Ask);
        // Another site's page is refused before, by its origin.
        paper.MapPost("", Take).DisableAntiforgery();
    }

    static async Task<IResult> Ask(HttpContext context, LiveState live, PaperDesk desk, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        return Page(context, live, desk, PaperWish.Empty($"{new ZonedTimes(live.Zone).Date(desk.Now):yyyy-MM-dd}"), [], null, false);
    }

    static async Task<IResult> Take(HttpContext context, LiveState live, PaperDesk desk, CancellationToken cancel)
    {
        var wish = PaperWish.Of(await FormBody.Read(context.Request, cancel));
        await live.CatchUp(cancel);
        var words = Lexicon.For(Visitor.Language(context));
        var reading = new PaperReading(wish, live.Views, new ZonedTimes(live.Zone), desk.Now, words);
        if (wish.Boxes.Length > PaperWish.LongestBoxes) return Page(context, live, desk, wish, [words["paper.wrong.boxes"]], null, false);
        if (reading.Read(context.User.Person()) is not { } entry) return Page(context, live, desk, wish, reading.Wrong, null, false);
        try
        {
            var stored = await desk.Record(entry, cancel);
            return Page(context, live, desk, wish.Next, [], entry, stored);
        }
        catch (TimeoutException)
        {
            return Page(context, live, desk, wish, [words["deskpage.unknown"]], null, false);
        }
    }

    static IResult Page(HttpContext context, LiveState live, PaperDesk desk, PaperWish wish, IReadOnlyList<string> wrong, PaperEntry? taken, bool stored)
    {
        if (wrong.Count > 0) context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return new RazorComponentResult<PaperPage>(new Dictionary<string, object?>
        {
            [nameof(PaperPage.Wish)] = wish, [nameof(PaperPage.Wrong)] = wrong, [nameof(PaperPage.Taken)] = taken, [nameof(PaperPage.Stored)] = stored, [nameof(PaperPage.Now)] = desk.Now,
            [nameof(PaperPage.Times)] = new ZonedTimes(live.Zone), [nameof(PaperPage.TypedBy)] = context.User.Person()?.Value, [nameof(PaperPage.Words)] = Lexicon.For(Visitor.Language(context)),
            [nameof(PaperPage.Simulated)] = live.Programme?.Simulated ?? false,
        });
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui;

static class SecondRoutes
{
    public static void MapSecond(this IEndpointRouteBuilder app)
    {
        var second = app.MapGroup("/second").RequireAuthorization(May.Confirm).DisableAntiforgery().AddEndpointFilter<RefusalFilter>().ExcludeFromDescription();
        second.MapGet("", async (HttpContext context, TwoPeople two, LiveState live, CancellationToken cancel) =>
        {
            await live.CatchUp(cancel);
            return Page(context, two, live, null, null);
        });
        second.MapPost("", async (HttpContext context, TwoPeople two, LiveState live, CancellationToken cancel) =>
        {
            var form = await FormBody.Read(context.Request, cancel);
            try { return Page(context, two, live, await two.Confirm(form["id"].ToString(), context.User, cancel), null); }
            catch (Refusal why)
            {
                context.Response.StatusCode = why.Status;
                return Page(context, two, live, null, why.Message);
            }
        });
    }

    static IResult Page(HttpContext context, TwoPeople two, LiveState live, BoxActed? done, string? problem)
    {
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<SecondPage>(new Dictionary<string, object?>
        {
            [nameof(SecondPage.Lines)] = two.Before(context.User), [nameof(SecondPage.Words)] = Lexicon.For(Visitor.Language(context)), [nameof(SecondPage.Context)] = context,
            [nameof(SecondPage.Simulated)] = live.Programme?.Simulated ?? false, [nameof(SecondPage.Problem)] = problem, [nameof(SecondPage.Done)] = done,
        });
    }
}

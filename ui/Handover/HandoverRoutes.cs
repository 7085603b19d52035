using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Alarms;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui.Handover;

/// <summary>The page everybody in the control room may read, and the two signatures.</summary>
static class HandoverRoutes
{
    public static void MapHandover(this IEndpointRouteBuilder app)
    {
        var handover = app.MapGroup("/handover").AddEndpointFilter<RefusalFilter>().ExcludeFromDescription();
        handover.MapGet("", Read).RequireAuthorization(May.See);
        // Another site's page is refused before, by its origin.
        handover.MapPost("/offer", Offer).RequireAuthorization(May.Act).DisableAntiforgery();
        handover.MapPost("/take", Take).RequireAuthorization(May.Act).DisableAntiforgery();
        handover.MapPost("/withdraw", Withdraw).RequireAuthorization(May.Act).DisableAntiforgery();
    }

    static async Task<IResult> Read(HttpContext context, LiveState live, HandoverDesk desk, IAuthorizationService may, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        return await Page(context, live, desk, may, [], new());
    }

    static async Task<IResult> Offer(HttpContext context, LiveState live, HandoverDesk desk, IAuthorizationService may, CancellationToken cancel)
    {
        var typed = await Typed(context, cancel);
        await live.CatchUp(cancel);
        var words = Lexicon.For(Visitor.Language(context));
        var wrong = new List<string>();
        var goes = context.User.PersonOr(typed.Goes);
        if (goes is null) wrong.Add(words["handover.wrong.goes"]);
        if (typed.Note.Length > ShiftHandedOver.LongestNote) wrong.Add(words.Of("handover.wrong.note", typed.Note.Length, ShiftHandedOver.LongestNote));
        if (typed.Note.Any(c => char.IsControl(c) && c != '\n')) wrong.Add(words["handover.wrong.characters"]);
        if (wrong.Count > 0) return await Page(context, live, desk, may, wrong, typed);
        desk.Open(goes!.Value, typed.Note.Length == 0 ? null : typed.Note);
        return Results.Redirect("/handover");
    }

    static async Task<IResult> Take(HttpContext context, LiveState live, HandoverDesk desk, IAuthorizationService may, CancellationToken cancel)
    {
        var typed = await Typed(context, cancel);
        await live.CatchUp(cancel);
        var words = Lexicon.For(Visitor.Language(context));
        if (context.User.PersonOr(typed.Comes) is not { } comes) return await Page(context, live, desk, may, [words["handover.wrong.comes"]], typed);
        try
        {
            var taken = await desk.Take(typed.Offer, comes, typed.Seen, cancel);
            return taken == ShiftTaken.Taken ? Results.Redirect("/handover") : await Page(context, live, desk, may, [words["handover.wrong." + Kebab.Of(taken)]], typed);
        }
        catch (TimeoutException)
        {
            return await Page(context, live, desk, may, [words["deskpage.unknown"]], typed);
        }
    }

    static async Task<IResult> Withdraw(HttpContext context, HandoverDesk desk, CancellationToken cancel)
    {
        desk.Withdraw((await Typed(context, cancel)).Offer);
        return Results.Redirect("/handover");
    }

    static async Task<HandoverTyped> Typed(HttpContext context, CancellationToken cancel)
    {
        var form = await FormBody.Read(context.Request, cancel);
        string Text(string field) => form[field] is [{ } typed] ? typed.Trim() : "";
        // A browser sends lines apart by CR LF, which is one character of the note.
        return new HandoverTyped(
            Text("goes"), Text("comes"), Text("note").ReplaceLineEndings("\n"), Text("offer"), form.ContainsKey("seen") ? Text("seen").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal) : null);
    }

    static async Task<IResult> Page(HttpContext context, LiveState live, HandoverDesk desk, IAuthorizationService may, IReadOnlyList<string> wrong, HandoverTyped typed)
    {
        if (wrong.Count > 0) context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return new RazorComponentResult<HandoverPage>(new Dictionary<string, object?>
        {
            [nameof(HandoverPage.Picture)] = desk.Picture(), [nameof(HandoverPage.Offer)] = desk.Offer, [nameof(HandoverPage.Last)] = live.Programme?.Shifts?.LastOrDefault(), [nameof(HandoverPage.Wrong)] = wrong,
            [nameof(HandoverPage.Silenced)] = context.RequestServices.GetRequiredService<SilenceDesk>().Now,
            [nameof(HandoverPage.Typed)] = typed, [nameof(HandoverPage.Person)] = context.User.Person()?.Value, [nameof(HandoverPage.MaySign)] = (await may.AuthorizeAsync(context.User, May.Act)).Succeeded,
            [nameof(HandoverPage.Times)] = new ZonedTimes(live.Zone), [nameof(HandoverPage.Words)] = Lexicon.For(Visitor.Language(context)), [nameof(HandoverPage.Simulated)] = live.Programme?.Simulated ?? false,
        });
    }
}

/// <summary>What was typed under a signature: what was wrong loses nothing.</summary>
/// <param name="Seen">Ids that stood on the page; null where nothing was sent.</param>
public sealed record HandoverTyped(string Goes, string Comes, string Note, string Offer, IReadOnlySet<string>? SeenOrNone)
{
    public HandoverTyped() : this("", "", "", "", null) { }

    public IReadOnlySet<string> Seen => SeenOrNone ?? new HashSet<string>();
}

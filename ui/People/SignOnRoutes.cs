using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;
using SpecimenLogistics.Ui.Staff;

namespace SpecimenLogistics.Ui.People;

/// <summary>Signing on and off. Other pages' forms are refused before by their origin, and the cookie is sent to ours alone.</summary>
static class SignOnRoutes
{
    public static void MapSignOn(this IEndpointRouteBuilder app)
    {
        var open = app.MapGroup("").AllowAnonymous().DisableAntiforgery().AddEndpointFilter<RefusalFilter>().ExcludeFromDescription();
        open.MapGet("/sign-on", (HttpContext context, string? to, string? problem, LiveState live) =>
            Page(context, live, new SignOnAnswer(SignOnStep.Password, Problem: problem is "not-yours" or "elsewhere" or "ended" ? problem : null), to));
        open.MapPost("/sign-on", async (HttpContext context, SignOnDesk desk, LiveState live, CancellationToken cancel) =>
        {
            var form = await FormBody.Read(context.Request, cancel);
            return await Answer(context, live, await desk.Password(form["staff"], form["password"], cancel), form["to"]);
        });
        open.MapPost("/sign-on/code", async (HttpContext context, SignOnDesk desk, LiveState live, CancellationToken cancel) =>
        {
            var form = await FormBody.Read(context.Request, cancel);
            return await Answer(context, live, await desk.Code(form["ticket"], form["code"]), form["to"]);
        });
        open.MapPost("/sign-on/password", async (HttpContext context, SignOnDesk desk, LiveState live, CancellationToken cancel) =>
        {
            var form = await FormBody.Read(context.Request, cancel);
            return await Answer(context, live, await desk.NewPassword(form["ticket"], form["password"], form["again"]), form["to"]);
        });
        open.MapPost("/sign-on/as", As);
        open.MapGet("/sign-on/elsewhere", (string? to, IOptions<UiOptions> options) => options.Value.Oidc is null
            ? throw Refusal.NotFound("No other sign-on is set up.")
            : Results.Challenge(new AuthenticationProperties { RedirectUri = OidcSignOn.Back(to) }, [OidcSignOn.Scheme]));
        open.MapGet("/sign-on/done", (HttpContext context, string? to) =>
            Results.Content($"<!DOCTYPE html><title>…</title><meta http-equiv=\"refresh\" content=\"0;url={System.Net.WebUtility.HtmlEncode(Ours(to) ?? "/")}\">", "text/html; charset=utf-8"));
        open.MapPost("/sign-off", async (HttpContext context) =>
        {
            await context.SignOutAsync(PersonCookie.Scheme);
            return Results.Redirect("/sign-on");
        });
    }

    static async Task<IResult> Answer(HttpContext context, LiveState live, SignOnAnswer answer, string? to)
    {
        if (answer is not { Step: SignOnStep.In, Person: { } person }) return await Page(context, live, answer, to);
        var user = Who.Principal(PersonCookie.Scheme, person.UserName!, person.RoleList, person.Place, new Claim(Who.Stamp, person.SecurityStamp!));
        await context.SignInAsync(PersonCookie.Scheme, user);
        return Results.Redirect(Home(user, to));
    }

    /// <summary>In a simulation whoever has its link is anybody with one click, at the first place of the kind.</summary>
    static async Task<IResult> As(HttpContext context, LiveState live, CancellationToken cancel)
    {
        var form = await FormBody.Read(context.Request, cancel);
        await live.CatchUp(cancel);
        if (!await MayBeAnybody(context, live) || !Enum.TryParse<Role>(form["role"], true, out var role))
            return Results.Problem("One-click roles are for whoever opened a simulation's link.", statusCode: StatusCodes.Status403Forbidden);
        var user = Who.Principal(PersonCookie.Scheme, $"S-90{(int)role + 1:00}", [role], PlaceFor(role, live), new Claim(Who.Simulated, "yes"));
        await context.SignInAsync(PersonCookie.Scheme, user);
        return Results.Redirect(Home(user, form["to"]));
    }

    static string? PlaceFor(Role role, LiveState live) => role switch
    {
        Role.Centre => First(SiteRole.Centre, live),
        Role.Laboratory => First(SiteRole.Laboratory, live),
        Role.Warehouse => First(SiteRole.Warehouse, live),
        Role.Driver => live.Views.All<VehicleView>().Select(v => Party.Vehicle(v.Id).Value).Order(StringComparer.Ordinal).FirstOrDefault(),
        _ => null,
    };

    static string? First(SiteRole kind, LiveState live) =>
        live.Views.All<SiteView>().Where(s => s.Role == kind).Select(s => $"{Kebab.Of(kind)}:{s.Id}").Order(StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Where it was meant to go if that is ours and this user's; else to what the role is for.</summary>
    internal static string Home(ClaimsPrincipal user, string? to)
    {
        var wished = Ours(to) is { } ours and not ("/" or "/sign-on") ? ours : null;
        return wished ?? (user.May(May.See) ? "/" : "/phones");
    }

    static string? Ours(string? to) => to is ['/', ..] and not ['/', '/' or '\\', ..] ? to : null;

    static async Task<bool> MayBeAnybody(HttpContext context, LiveState live) =>
        live.Programme is { Simulated: true } && (await context.AuthenticateAsync(RunTokenHandler.SchemeName)).Succeeded;

    static async Task<IResult> Page(HttpContext context, LiveState live, SignOnAnswer answer, string? to)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (answer.Problem is not (null or "not-yours" or "elsewhere" or "ended")) context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return new RazorComponentResult<SignOnPage>(new Dictionary<string, object?>
        {
            [nameof(SignOnPage.Answer)] = answer, [nameof(SignOnPage.Words)] = Lexicon.For(Visitor.Language(context)), [nameof(SignOnPage.Context)] = context, [nameof(SignOnPage.To)] = to ?? "/",
            [nameof(SignOnPage.Elsewhere)] = answer.Step == SignOnStep.Password && context.RequestServices.GetRequiredService<IOptions<UiOptions>>().Value.Oidc is not null,
            [nameof(SignOnPage.Simulated)] = live.Programme?.Simulated ?? false, [nameof(SignOnPage.OneClick)] = answer.Step == SignOnStep.Password && await MayBeAnybody(context, live),
        });
    }
}

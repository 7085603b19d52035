using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;
using SpecimenLogistics.Ui.People;

namespace SpecimenLogistics.Ui.Staff;

/// <param name="Place">A party: <c>centre:CW01</c>, <c>laboratory:LAB1</c>.</param>
/// <param name="Job">Which of the place's pages: a laboratory has <c>lab</c>, its docks, and <c>bench</c>. The first when it is not said.</param>
public sealed record EnrolmentBody(string Place, string? Job = null);

static class EnrolmentRoutes
{
    public static void MapEnrolment(this IEndpointRouteBuilder app)
    {
        app.MapGet("/enrol", (string? code, string? phone, HttpContext context) => Page(context, code, phone, null)).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/enrol", Enrol).AllowAnonymous().DisableAntiforgery().AddEndpointFilter<RefusalFilter>().ExcludeFromDescription();
    }

    public static void MapEnrolments(this IEndpointRouteBuilder api) =>
        api.MapPost("/enrolments", Open).RequireAuthorization(May.Phones).Accepts<EnrolmentBody>("application/json").Produces<EnrolmentCode>().WithSummary("Opens a place for one more phone, for ten minutes");

    static async Task<EnrolmentCode> Open(HttpRequest request, Enrolment enrolment, LiveState live, CancellationToken cancel)
    {
        var body = await JsonBody.Read<EnrolmentBody>(request, cancel);
        var check = new Check();
        var place = check.Code<Party>(body.Place, "place");
        check.Done();
        if (!request.HttpContext.User.MayAt(place)) throw new Refusal(StatusCodes.Status403Forbidden, $"{place} is not your place.");
        await live.CatchUp(cancel);
        return enrolment.Open(place, body.Job);
    }

    /// <summary>
    /// With a code, anybody; without one, in a simulation, whoever is signed on to the control room: there every role is one click away.
    /// Only this site's own pages get here: another's are refused before, by their origin.
    /// </summary>
    static async Task<IResult> Enrol(HttpContext context, Enrolment enrolment, LiveState live, CancellationToken cancel)
    {
        var form = await FormBody.Read(context.Request, cancel);
        await live.CatchUp(cancel);
        var place = form["code"] is [{ Length: > 0 } code] ? enrolment.Use(code.Trim().ToUpperInvariant()) : await OneClick(context, live, form["place"], form["job"], enrolment);
        if (place is not { } here)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Page(context, null, form["phone"], form["code"].Count > 0 ? "enrol.wrong" : "enrol.ask");
        }
        var (id, secret) = await enrolment.Enrol(here.Place, form["phone"], cancel);
        var path = Jobs.Path(here.Job, here.Place.Id);
        PhoneCookie.Write(context, path, id.Value, secret);
        return Results.Redirect(path);
    }

    static async Task<PhoneOf?> OneClick(HttpContext context, LiveState live, string? place, string? job, Enrolment enrolment) =>
        live.Programme is { Simulated: true } && Party.TryParse(place, out var party)
        && (await context.AuthenticateAsync(PeopleServices.Desk)).Principal is { } user && user.May(May.Phones) && user.MayAt(party) ? enrolment.Known(party, job) : null;

    static IResult Page(HttpContext context, string? code, string? phone, string? problem)
    {
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<EnrolPage>(new Dictionary<string, object?> { [nameof(EnrolPage.Code)] = code, [nameof(EnrolPage.Phone)] = phone, [nameof(EnrolPage.Problem)] = problem, [nameof(EnrolPage.Words)] = Lexicon.For(Visitor.Language(context)) });
    }
}

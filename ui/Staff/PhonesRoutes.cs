using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui.Staff;

/// <param name="Reason">Why, at most 200 characters.</param>
public sealed record PhoneActBody(string Reason);

/// <summary>The phones of a place, as a page for its supervisor and for programs.</summary>
static class PhonesRoutes
{
    public static void MapPhones(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/phones").RequireAuthorization(May.Phones).DisableAntiforgery().AddEndpointFilter<RefusalFilter>().ExcludeFromDescription();
        pages.MapGet("", (HttpContext context, string? place, PhoneDesk desk, LiveState live, CancellationToken cancel) => Page(context, Place(context.User, place), desk, live, null, null, cancel));
        pages.MapPost("/code", Code);
        pages.MapPost("/revoke", (HttpContext context, PhoneDesk desk, LiveState live, CancellationToken cancel) => Act(context, desk.Revoke, desk, live, cancel));
        pages.MapPost("/release", (HttpContext context, PhoneDesk desk, LiveState live, CancellationToken cancel) => Act(context, desk.Release, desk, live, cancel));
    }

    public static void MapPhoneActs(this IEndpointRouteBuilder api)
    {
        api.MapPost("/devices/{id}/revoke", (string id, HttpRequest request, PhoneDesk desk, CancellationToken cancel) => Act(id, request, desk.Revoke, cancel))
            .RequireAuthorization(May.Phones).Accepts<PhoneActBody>("application/json").WithSummary("A device is not to be trusted any more; what it sends is refused from now on");
        api.MapPost("/devices/{id}/release", (string id, HttpRequest request, PhoneDesk desk, CancellationToken cancel) => Act(id, request, desk.Release, cancel))
            .RequireAuthorization(May.Phones).Accepts<PhoneActBody>("application/json").WithSummary("What a revoked phone still holds may be handed in, for ten minutes; it stays marked");
    }

    static async Task<IResult> Act(string id, HttpRequest request, Func<DeviceId, string?, ClaimsPrincipal, CancellationToken, Task> act, CancellationToken cancel)
    {
        var body = await JsonBody.Read<PhoneActBody>(request, cancel);
        var check = new Check();
        var device = check.Code<DeviceId>(id, "id");
        check.Done();
        await act(device, body.Reason, request.HttpContext.User, cancel);
        return Results.NoContent();
    }

    static async Task<IResult> Code(HttpContext context, Enrolment enrolment, PhoneDesk desk, LiveState live, CancellationToken cancel)
    {
        var form = await FormBody.Read(context.Request, cancel);
        var place = Place(context.User, form["place"]) ?? throw Refusal.BadRequest("Which place?");
        await live.CatchUp(cancel);
        try { return await Page(context, place, desk, live, enrolment.Open(place, form["job"]), null, cancel); }
        catch (Refusal why)
        {
            context.Response.StatusCode = why.Status;
            return await Page(context, place, desk, live, null, why.Message, cancel);
        }
    }

    static async Task<IResult> Act(HttpContext context, Func<DeviceId, string?, ClaimsPrincipal, CancellationToken, Task> act, PhoneDesk desk, LiveState live, CancellationToken cancel)
    {
        var form = await FormBody.Read(context.Request, cancel);
        var place = Place(context.User, form["place"]);
        try
        {
            var phone = DeviceId.TryParse(form["phone"], out var id) && Enrolment.IsPhone(id.Value) ? id : throw Refusal.BadRequest("That is no phone.");
            await act(phone, form["reason"], context.User, cancel);
            return Results.Redirect("/phones" + QueryString.Create("place", place?.Value ?? ""));
        }
        catch (Refusal why)
        {
            context.Response.StatusCode = why.Status;
            return await Page(context, place, desk, live, null, why.Message, cancel);
        }
    }

    /// <summary>The place asked for, or one's own.</summary>
    static Party? Place(ClaimsPrincipal user, string? asked)
    {
        if ((asked is { Length: > 0 } ? asked : user.FindFirst(Who.Place)?.Value) is not { } text) return null;
        var place = Party.TryParse(text, out var party) ? party : throw Refusal.BadRequest("A place is a party: centre:CW01.");
        return user.MayAt(place) ? place : throw new Refusal(StatusCodes.Status403Forbidden, $"{place} is not your place.");
    }

    static async Task<IResult> Page(HttpContext context, Party? place, PhoneDesk desk, LiveState live, EnrolmentCode? code, string? problem, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<PhonesPage>(new Dictionary<string, object?>
        {
            [nameof(PhonesPage.Place)] = place, [nameof(PhonesPage.Lines)] = place is { } here ? await desk.Of(here, cancel) : [], [nameof(PhonesPage.Words)] = Lexicon.For(Visitor.Language(context)),
            [nameof(PhonesPage.Context)] = context, [nameof(PhonesPage.Simulated)] = live.Programme?.Simulated ?? false, [nameof(PhonesPage.Zone)] = live.Zone, [nameof(PhonesPage.Code)] = code, [nameof(PhonesPage.Problem)] = problem,
        });
    }
}

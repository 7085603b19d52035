using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui.Staff;

/// <summary>
/// Pages for people at one place, and what they ask for, all under the place's own path: <c>/centre/CW01</c>. A phone's cookie goes
/// nowhere else, and its service worker rules nothing else.
/// </summary>
static class StaffRoutes
{
    public const string Policy = "phone";

    public static void MapStaff(this IEndpointRouteBuilder app)
    {
        app.MapEnrolment();
        foreach (var job in Enum.GetValues<Job>())
        {
            var place = app.MapPlace(job);
            place.MapGet("", (string place, HttpContext context, LiveState live) => Page(job, place, context, live));
            place.MapGet("/worker.js", (string place, StaffWorker worker, HttpContext context) => worker.Script(Jobs.Path(job, place), context));
            place.MapPost("/hello", (string place, HttpContext context, IScanDesk desk) => Take("hello", context, desk)).WithMetadata(new HandsIn());
            place.MapPost("/scan", (string place, HttpContext context, IScanDesk desk) => Take("scan", context, desk)).WithMetadata(new HandsIn());
            place.MapGet("/boxes/{box}", Box);
            place.MapGet("/tubes", Tubes);
        }
        app.MapPlace(Job.Centre).MapGet("/state", CentreNow);
        app.MapPlace(Job.Lab).MapGet("/state", LabNow);
        var driver = app.MapPlace(Job.Driver);
        driver.MapGet("/state", DriverNow);
        driver.MapTracker();
        app.MapPlace(Job.Warehouse).MapWarehouse();
        app.MapPlace(Job.Bench).MapBench();
    }

    /// <summary>What lies under the paths of one job's places is for their own phones.</summary>
    static RouteGroupBuilder MapPlace(this IEndpointRouteBuilder app, Job job) =>
        app.MapGroup($"/{Jobs.Word(job)}/{{place}}").RequireAuthorization(Policy).WithMetadata(new JobMark(job)).AddEndpointFilter<RefusalFilter>().ExcludeFromDescription();

    static IResult Page(Job job, string place, HttpContext context, LiveState live) => new RazorComponentResult<StaffPage>(new Dictionary<string, object?>
    {
        [nameof(StaffPage.Job)] = job, [nameof(StaffPage.Place)] = place, [nameof(StaffPage.Words)] = Lexicon.For(Visitor.Language(context)), [nameof(StaffPage.Simulated)] = live.Programme?.Simulated ?? false, [nameof(StaffPage.Phone)] = PhoneHandler.Of(context).Id.Value,
    });

    /// <summary>Answers after the commit, as a PUBACK does; <c>503</c> and <c>429</c> mean: the same again later.</summary>
    static async Task<ScansTaken> Take(string leaf, HttpContext context, IScanDesk desk)
    {
        if (!context.Request.HasJsonContentType()) throw new Refusal(StatusCodes.Status415UnsupportedMediaType, "Send Content-Type: application/json.");
        var payload = await JsonBody.ReadBounded(context.Request, context.RequestAborted);
        var phone = PhoneHandler.Of(context);
        try { return new ScansTaken(await desk.Take(phone, $"v1/scanners/{phone.Id}/{leaf}", payload, context.RequestAborted)); }
        catch (NotTakenException why)
        {
            context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(why.After.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            throw Refusal.Unavailable(why.Message);
        }
    }

    static async Task<CentreState> CentreNow(string place, LiveState live, IOptions<UiOptions> options, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var state = SiteId.TryParse(place, out var id) ? CentreState.Of(live.Views, id, live.Zone, options.Value.TubesPerBox, Instant.From(programme.GetUtcNow())) : null;
        return state ?? throw Refusal.NotFound($"sites knows no centre '{place}'.");
    }

    static async Task<LabState> LabNow(string place, LiveState live, FleetPlaces fleet, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var now = Instant.From(programme.GetUtcNow());
        var forecaster = new Forecaster(
            live.Views.All<SiteView>().ToDictionary(s => s.Id.Value), live.Views.All<VehicleView>().ToDictionary(v => v.Id.Value), fleet.Now.ToDictionary(f => f.Key, f => f.Value.Standing),
            live.Views.All<DeliveryView>(), now);
        return (SiteId.TryParse(place, out var id) ? LabState.Of(live.Views, forecaster, id, live.Zone, now) : null) ?? throw Refusal.NotFound($"sites knows no laboratory '{place}'.");
    }

    static async Task<DriverState> DriverNow(string place, HttpContext context, LiveState live, FleetPlaces fleet, SituationDesk desk, TrackerDesk tracker, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var state = VehicleId.TryParse(place, out var id) ? DriverState.Of(live.Views, desk.Of(desk.Now), fleet.Now.GetValueOrDefault(place), id, live.Zone) : null;
        if (state is null) throw Refusal.NotFound($"vehicles knows no '{place}'.");
        return state with { Tracker = await tracker.Of(PhoneHandler.Of(context), cancel) };
    }

    /// <summary>What stands in somebody's hands may be asked about, wherever it belongs.</summary>
    static async Task<LabBox> Box(string box, LiveState live, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        return live.Views.One<BoxView>(box) is { } view ? LabBox.Of(view) : throw Refusal.NotFound($"boxes knows no '{box}'.");
    }

    /// <summary>Serials packed into boxes of this place, so that a phone can tell a tube that was packed before by another: <c>?box=BX-0001&amp;box=...</c></summary>
    static async Task<Dictionary<string, string[]>> Tubes(string place, [FromQuery] string[] box, LiveState live, BenchReader bench, HttpContext context, CancellationToken cancel)
    {
        const int Most = 20;
        if (box.Length > Most) throw Refusal.BadRequest($"{box.Length} boxes; ask for at most {Most} at once.");
        await live.CatchUp(cancel);
        var here = PhoneHandler.Of(context).Place;
        var answer = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var id in box.Distinct())
            if (live.Views.One<BoxView>(id) is { } view && view.Holder?.Value == here && (await bench.Fold(view.Id, cancel)).Cycles is [.., var cycle])
                answer[id] = [.. cycle.Evidence.Packed];
        return answer;
    }
}

/// <param name="SetAside">What could not be understood; kept on the server for somebody to look into.</param>
public sealed record ScansTaken(IReadOnlyList<ScanSetAside> SetAside);

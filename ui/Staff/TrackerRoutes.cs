using Microsoft.Extensions.Options;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui.Staff;

/// <param name="Staff">Whose word it is: the badge that was scanned.</param>
public sealed record TrackerBody(string? Staff);

static class TrackerRoutes
{
    /// <summary>For a driver's own phone: <c>POST</c> agrees, <c>DELETE</c> takes it back.</summary>
    public static void MapTracker(this RouteGroupBuilder place)
    {
        place.MapPost("/tracker", async (HttpContext context, TrackerDesk desk, IOptions<UiOptions> options, CancellationToken cancel) =>
        {
            var (phone, staff, request) = (PhoneHandler.Of(context), await Staff(context.Request, cancel), context.Request);
            var settings = await desk.Agree(phone, staff, request.Host.Host, options.Value.DevicesPort, request.IsHttps, cancel);
            return new TrackerAnswer(await desk.Of(phone, cancel), settings);
        });
        place.MapDelete("/tracker", async (HttpContext context, TrackerDesk desk, CancellationToken cancel) =>
        {
            var phone = PhoneHandler.Of(context);
            await desk.Withdraw(phone, await Staff(context.Request, cancel), cancel);
            return new TrackerAnswer(await desk.Of(phone, cancel), null);
        });
    }

    static async Task<StaffId> Staff(HttpRequest request, CancellationToken cancel)
    {
        var check = new Check();
        var staff = check.Code<StaffId>((await JsonBody.Read<TrackerBody>(request, cancel)).Staff, "staff");
        check.Done();
        return staff;
    }
}

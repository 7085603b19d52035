using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <param name="Rate">Programme seconds per real second, above 0, at most 10,000.</param>
public sealed record ClockBody(Instant Now, double Rate, bool Frozen);

static class ClockApi
{
    public static void MapTime(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/time", (IClockControl clock, HttpResponse response) =>
        {
            response.Headers.CacheControl = "no-store";
            return ToBody(clock.Read());
        }).AllowAnonymous().AddEndpointFilter<RefusalFilter>().WithSummary("The programme's clock");

    public static void MapClock(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/clock", Put).Accepts<ClockBody>("application/json").Produces<ClockBody>()
            .WithSummary("Sets the programme's clock; only where the programme is simulated");

    static async Task<ClockBody> Put(HttpRequest request, IClockControl clock, LiveState live, CancellationToken cancel)
    {
        var body = await JsonBody.Read<ClockBody>(request, cancel);
        var check = new Check();
        check.That(double.IsFinite(body.Rate) && body.Rate is > 0 and <= 10_000, "rate", "above 0, at most 10,000; a clock that stands is frozen.");
        // A calendar has an end, and a clock at a rate comes to it.
        check.That(body.Now.ToDateTimeOffset().Year is >= 2000 and < 2200, "now", "from the year 2000 to 2199.");
        check.Done();
        await live.CatchUp(cancel);
        if (live.Programme is not { Simulated: true }) throw Refusal.Conflict("Only a simulated programme's clock can be set.");
        await clock.Set(new ClockState(body.Now.ToDateTimeOffset(), body.Rate, body.Frozen), cancel);
        return ToBody(clock.Read());
    }

    static ClockBody ToBody(ClockState state) => new(Instant.From(state.Now), state.Rate, state.Frozen);
}

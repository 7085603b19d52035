using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <summary>One reading of a box's logger.</summary>
public sealed record TemperatureBody(Instant At, double Celsius);

static class TemperaturesApi
{
    static readonly TimeSpan Longest = TimeSpan.FromDays(2);

    public static void MapTemperatures(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/limits", Put).Accepts<TemperatureLimits>("application/json").Produces<Registered>().WithSummary("Sets what is allowed inside a sealed box, for the whole programme");
        routes.MapGet("/limits", async (LiveState live, CancellationToken cancel) =>
        {
            await live.CatchUp(cancel);
            return live.Programme?.Limits ?? TemperatureLimits.Usual;
        }).WithSummary("What is allowed inside a sealed box");
        routes.MapGet("/boxes/{id}/temperatures", Of).WithSummary("The readings of a box's logger, in order of time, of at most two days");
    }

    static async Task<Registered> Put(HttpRequest request, Registrar registrar, CancellationToken cancel)
    {
        var body = await JsonBody.Read<TemperatureLimits>(request, cancel);
        var check = new Check();
        check.That(double.IsFinite(body.LowCelsius) && double.IsFinite(body.HighCelsius) && body.LowCelsius is >= -90 && body.HighCelsius is <= 90 && body.LowCelsius < body.HighCelsius,
            "low_celsius, high_celsius", "-90 to 90 °C, the low one below the high one.");
        check.That(body.MostMinutesOutside is >= 0 and <= 1440, "most_minutes_outside", "0 to 1,440.");
        check.That(body.SilentMinutes is >= 1 and <= 240, "silent_minutes", "1 to 240.");
        check.Done();
        return await registrar.Register([Wanted.Always(Subject.Programme, new LimitsSet(body))], cancel);
    }

    static async Task<IReadOnlyList<TemperatureBody>> Of(
        string id, DateTimeOffset? from, DateTimeOffset? to, LiveState live, ITrack track, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var box = live.Views.One<BoxView>(id) ?? throw Refusal.NotFound($"boxes knows no '{(Domain.Code.IsPlain(id) ? id : "")}'.");
        var until = to ?? programme.GetUtcNow();
        var since = from ?? until - Longest;
        if (since > until || until - since > Longest) throw Refusal.BadRequest("from, to: in this order, at most two days apart.");
        var rows = await track.TemperaturesOf(Subject.Of(box.Id).Value, Instant.From(since).Microseconds, Instant.From(until).Microseconds, cancel);
        return [.. rows.Select(r => new TemperatureBody(new Instant(r.OccurredAt), r.Celsius))];
    }
}

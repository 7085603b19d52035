using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <summary>What is expected of the deliveries that are not unloaded, as of a moment.</summary>
public sealed record ForecastBody(Instant Now, IReadOnlyList<DeliveryForecast> Deliveries);

/// <param name="LaboratoryAt">When its carrier comes to the laboratory, as likely sooner as later; null while it is not on the road.</param>
/// <param name="UnloadedAt">When it will be unloaded, as eight of ten are.</param>
/// <param name="MarginMinutes">From then to the target.</param>
/// <param name="AtRisk">The alarm stands.</param>
public sealed record DeliveryForecast(DeliveryId Id, Phase Phase, Party? Carrier, Instant? LaboratoryAt, Instant UnloadedAt, double MarginMinutes, bool AtRisk);

static class ForecastApi
{
    public static void MapForecast(this IEndpointRouteBuilder routes) => routes.MapGet("/forecast", Read).WithSummary("What is expected of the deliveries under way");

    /// <summary>Deliveries of centres that have opened, until they are unloaded.</summary>
    static async Task<ForecastBody> Read(LiveState live, FleetPlaces places, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var now = Instant.From(programme.GetUtcNow());
        var deliveries = live.Views.All<DeliveryView>();
        var forecaster = new Forecaster(
            live.Views.All<SiteView>().ToDictionary(s => s.Id.Value), live.Views.All<VehicleView>().ToDictionary(v => v.Id.Value),
            places.Now.ToDictionary(f => f.Key, f => f.Value.Standing), deliveries, now);
        return new ForecastBody(now, [.. deliveries.Where(d => d.UnloadedAt is null && d.TargetAt.Microseconds > 0 && d.Opens <= now)
            .OrderBy(d => d.Id.Value, StringComparer.Ordinal).Select(d => Of(d, forecaster.Of(d)))]);
    }

    static DeliveryForecast Of(DeliveryView delivery, Forecast forecast) => new(
        delivery.Id, forecast.Stages.Phase, delivery.Carrier, forecast.Eta, delivery.TargetAt - forecast.Margin, Math.Round(forecast.Margin.TotalMinutes, 1), delivery.AtRisk);
}

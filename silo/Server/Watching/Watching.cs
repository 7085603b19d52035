using Prometheus;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Server;

static class Watching
{
    public static void AddWatching(this IServiceCollection services, Uri? heartbeat)
    {
        services.AddHostedService<Instruments>();
        if (heartbeat is null) return;
        services.AddHostedService(s => new Heartbeat(
            heartbeat, new HttpMessageInvoker(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5), AllowAutoRedirect = false }),
            s.GetServices<IReadiness>(), s.GetRequiredService<IDuty>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<Heartbeat>>()));
    }

    /// <summary>In Prometheus' text format; whoever scrapes has the run's token or is an admin.</summary>
    public static void MapWatching(this WebApplication app)
    {
        // The runtime's own meters say the same as its event counters, and cost less.
        Metrics.SuppressDefaultMetrics(new SuppressDefaultMetricOptions { SuppressEventCounters = true });
        Metrics.ConfigureMeterAdapter(options => options.InstrumentFilterPredicate = instrument =>
            instrument.Meter.Name.StartsWith(Instruments.Name, StringComparison.Ordinal) || instrument.Meter.Name is "Microsoft.Orleans" or "System.Runtime");
        app.MapMetrics("/metrics").RequireAuthorization(May.Machine);
    }
}

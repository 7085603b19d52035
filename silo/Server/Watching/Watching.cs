using System.Security.Cryptography;
using System.Text;
using Prometheus;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Ui;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Server;

static class Watching
{
    public static void AddWatching(this IServiceCollection services, Settings settings)
    {
        services.AddHostedService<Instruments>();
        // Of all processes the one on duty gives it, which has grains.
        if (settings.Heartbeat is not { } heartbeat || !settings.Roles.HasFlag(Roles.Silo)) return;
        services.AddHostedService(s => new Heartbeat(
            heartbeat, new HttpMessageInvoker(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5), AllowAutoRedirect = false }),
            s.GetServices<IReadiness>(), s.GetRequiredService<IDuty>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<Heartbeat>>()));
    }

    /// <summary>In Prometheus' text format; whoever scrapes has the run's token or is an admin.</summary>
    public static void MapWatching(this WebApplication app, Roles roles)
    {
        // The runtime's own meters say the same as its event counters, and cost less.
        Metrics.SuppressDefaultMetrics(new SuppressDefaultMetricOptions { SuppressEventCounters = true });
        Metrics.ConfigureMeterAdapter(options => options.InstrumentFilterPredicate = instrument =>
            instrument.Meter.Name.StartsWith(Instruments.Name, StringComparison.Ordinal) || instrument.Meter.Name is "Microsoft.Orleans" or "System.Runtime");
        var metrics = app.MapMetrics("/metrics");
        if (roles.HasFlag(Roles.Ui)) metrics.RequireAuthorization(May.Machine);
    }

    /// <summary>Of a process without screens: what it says to anybody is whether it lives; all else is for who has the token.</summary>
    public static void MapHealthAlone(this WebApplication app, string token)
    {
        var expected = Encoding.UTF8.GetBytes($"Bearer {token}");
        app.Use((context, next) =>
        {
            var given = Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString());
            if (context.Request.Path.StartsWithSegments("/health") || CryptographicOperations.FixedTimeEquals(given, expected)) return next(context);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        });
        app.UseRouting();
        app.MapHealth();
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Grains;

public static class GrainsModule
{
    /// <summary>The loops beside the grains; register after Orleans, so that they start when the silo can be called.</summary>
    public static IServiceCollection AddGrainLoops(this IServiceCollection services)
    {
        services.TryAddSingleton<IDuty, AlwaysOnDuty>();
        services.AddSingleton<LoopViews>();
        services.AddHostedService<OutboxPump>();
        services.AddHostedService<DeadlineSweep>();
        services.AddHostedService<SilenceWatch>();
        services.AddHostedService<RiskWatch>();
        services.AddHostedService<TemperatureWatch>();
        services.AddHostedService<StockWatch>();
        services.AddHostedService<RootSigning>();
        services.AddOptions<AlarmOptions>().Validate(o => o.Webhooks.All(w => w.Scheme is "http" or "https"), "webhooks: http or https only").ValidateOnStart();
        services.AddSingleton(s => new Webhook(
            new HttpMessageInvoker(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5), MaxConnectionsPerServer = 2, AllowAutoRedirect = false }),
            s.GetRequiredService<Microsoft.Extensions.Options.IOptions<AlarmOptions>>().Value, s.GetRequiredService<TimeProvider>()));
        services.AddHostedService<AlarmLoop>();
        services.AddHostedService<HearerSweep>();
        return services;
    }

    /// <summary>For one of several processes on one store: the loops go on in one of them at a time. Register before <see cref="AddGrainLoops"/>.</summary>
    /// <param name="stands">Whether this process may be that one.</param>
    public static IServiceCollection AddSharedDuty(this IServiceCollection services, bool stands = true) => services
        .AddSingleton(s => ActivatorUtilities.CreateInstance<SharedDuty>(s, stands)).AddSingleton<IDuty>(s => s.GetRequiredService<SharedDuty>()).AddSingleton<IReadiness>(s => s.GetRequiredService<SharedDuty>())
        .AddHostedService(s => s.GetRequiredService<SharedDuty>());

    /// <summary>For one of several silos: ends the process when the store answers others and not it. Register after <see cref="AddSharedDuty"/>.</summary>
    public static IServiceCollection AddCutOff(this IServiceCollection services) => services.AddHostedService(s => new CutOff(
        s.GetRequiredService<SharedDuty>(), new Witnesses(s.GetRequiredService<IGrainFactory>(), s.GetRequiredService<ILogger<CutOff>>()).AreAnswered,
        // As the silo itself ends when it reads that it was given up.
        why => s.GetRequiredService<IFatalErrorHandler>().OnFatalException(s, why, new NotKnownStoredException(why)),
        s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<CutOff>>()));

    /// <summary>The dispatcher who is a program; register after <see cref="AddGrainLoops"/>.</summary>
    public static IServiceCollection AddAutoDispatcher(this IServiceCollection services) =>
        services.AddSingleton<IOrderDesk, PlanDesk>().AddHostedService<AutoDispatcher>();
}

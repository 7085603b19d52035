using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Grains;

public static class GrainsModule
{
    /// <summary>The loops beside the grains; register after Orleans, so that they start when the silo can be called.</summary>
    public static IServiceCollection AddGrainLoops(this IServiceCollection services)
    {
        services.AddHostedService<OutboxPump>();
        services.AddHostedService<DeadlineSweep>();
        services.AddHostedService<SilenceWatch>();
        services.AddHostedService<RiskWatch>();
        services.AddHostedService<RootSigning>();
        services.AddSingleton<HearerSweep>();
        services.AddSingleton<ITelemetryBacklog>(s => s.GetRequiredService<HearerSweep>());
        services.AddHostedService(s => s.GetRequiredService<HearerSweep>());
        return services;
    }
}

using Microsoft.Extensions.Hosting;

namespace SpecimenLogistics.Ingest;

/// <summary>Nobody hands in anything before the gateway knows what is on disk.</summary>
sealed class IngestService(Lanes lanes) : IHostedService
{
    public Task StartAsync(CancellationToken cancel) => lanes.Load(cancel);
    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>Devices sign on after that.</summary>
sealed class FrontService(IFront front) : IHostedService
{
    public Task StartAsync(CancellationToken cancel) => front.Start(cancel);
    public Task StopAsync(CancellationToken cancel) => front.Stop(cancel);
}

using Microsoft.Extensions.Hosting;

namespace SpecimenLogistics.Ingest;

/// <summary>Nobody signs on before the gateway knows what is on disk.</summary>
sealed class IngestService(Lanes lanes, IFront front) : IHostedService
{
    public async Task StartAsync(CancellationToken cancel)
    {
        await lanes.Load(cancel);
        await front.Start(cancel);
    }

    public Task StopAsync(CancellationToken cancel) => front.Stop(cancel);
}

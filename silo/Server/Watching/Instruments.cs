using System.Diagnostics.Metrics;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Server;

/// <summary>What an operator watches, as instruments of the meter <c>SpecimenLogistics</c>: of each role what it knows. Read when somebody asks; nothing is counted a second time.</summary>
sealed class Instruments : IHostedService, IDisposable
{
    public const string Name = "SpecimenLogistics";

    readonly Meter meter = new(Name);

    public Instruments(IServiceProvider services, IDuty duty, IEnumerable<IReadiness> parts)
    {
        if (services.GetService<IIngestStatus>() is { } ingest) Gateway(ingest);
        if (services.GetService<LiveState>() is { } live) Screens(live);
        meter.CreateObservableGauge("process.on_duty", () => duty.IsOurs ? 1 : 0, description: "1 in the process that does what one alone must do");
        meter.CreateObservableGauge("process.ready", () => parts.All(p => p.WhyNot is null) ? 1 : 0, description: "1 where this process may be given work");
    }

    void Gateway(IIngestStatus ingest)
    {
        meter.CreateObservableCounter("gateway.messages.received", () => ingest.Read().MessagesReceived, description: "Publishes of devices and pages");
        meter.CreateObservableCounter("gateway.messages.acknowledged", () => ingest.Read().MessagesAcknowledged, description: "Of them, those on disk and acknowledged");
        meter.CreateObservableCounter("gateway.items.duplicate", () => ingest.Read().DuplicatesIgnored, description: "Items that were stored already");
        meter.CreateObservableCounter("gateway.facts.late", () => ingest.Read().LateArrivals, description: "Facts that happened long before they were received");
        meter.CreateObservableCounter("gateway.signons.refused", () => ingest.Read().SignonsRefused, description: "Connections closed for a wrong id or secret");
        meter.CreateObservableCounter("gateway.unreadable", () => Named(ingest.Read().Unreadable), description: "Publishes and items set aside, by reason");
        meter.CreateObservableCounter("gateway.refusals", () => Named(ingest.Read().Refusals), description: "Connections refused or closed, by reason");
        meter.CreateObservableCounter("gateway.other", () => Named(ingest.Read().Other), description: "Retries, clocks measured and jumped, lost hints and the like, by reason");
        meter.CreateObservableGauge("gateway.inbox", () => ingest.Read().Inbox, description: "Publishes taken and not acknowledged yet");
        meter.CreateObservableGauge("gateway.connections", () => ingest.Read().Connections, description: "Connections open");
        meter.CreateObservableGauge("gateway.acknowledgement", () => Quantiles(ingest.Read(), c => c.AcknowledgementMsP50, c => c.AcknowledgementMsP99), unit: "ms", description: "From a publish's last byte to its PUBACK, by quantile, since the start");
        meter.CreateObservableGauge("gateway.skew", () => Quantiles(ingest.Read(), c => c.SkewMsP50, c => c.SkewMsP99), unit: "ms", description: "How far devices' clocks were off when a boot was measured, by quantile, since the start");
    }

    void Screens(LiveState live)
    {
        meter.CreateObservableGauge("screens.store.quiet", () => live.Quiet.TotalSeconds, unit: "s", description: "Since the store last answered the screens");
        meter.CreateObservableGauge("outbox.waiting", () => live.UnderWay, description: "Summaries between subjects on their way");
        meter.CreateObservableGauge("deliveries.at_risk", () => Open(live).Count(d => d.AtRisk), description: "Open deliveries whose predicted margin is below zero");
        meter.CreateObservableGauge("deliveries.open", () => Open(live).Count(), description: "Deliveries that are not unloaded yet, of those closed");
        meter.CreateObservableGauge("incidents.red", () => live.Views.All<IncidentView>().Count(i => i is { Severity: Severity.Red, Ended: null }), description: "Red incidents that are not over");
    }

    static IEnumerable<DeliveryView> Open(LiveState live) => live.Views.All<DeliveryView>().Where(d => d is { UnloadedAt: null, DeclaredClosure: not null });

    static IEnumerable<Measurement<long>> Named(IReadOnlyDictionary<string, long> counts) => counts.Select(c => new Measurement<long>(c.Value, new KeyValuePair<string, object?>("reason", c.Key)));

    static IEnumerable<Measurement<double>> Quantiles(IngestCounts counts, Func<IngestCounts, double> half, Func<IngestCounts, double> nearlyAll) =>
        [new(half(counts), new KeyValuePair<string, object?>("quantile", "0.5")), new(nearlyAll(counts), new KeyValuePair<string, object?>("quantile", "0.99"))];

    public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;
    public void Dispose() => meter.Dispose();
}

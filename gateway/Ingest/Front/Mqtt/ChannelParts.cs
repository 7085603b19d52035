using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>What all channels share.</summary>
sealed class ChannelParts(
    IngestCounters counters, IOptions<IngestOptions> options, TimeProvider time, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programmeTime,
    IClockControl programme, ILogger<DeviceChannel> log)
{
    public IngestOptions Options => options.Value;
    public IngestCounters Counters => counters;
    public TimeProvider Time => time;
    public IClockControl Programme => programme;
    public ILogger Log => log;
    public Instant ProgrammeNow() => Instant.From(programmeTime.GetUtcNow());
}

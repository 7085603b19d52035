using System.Diagnostics;
using OpenTelemetry.Trace;

namespace SpecimenLogistics.Server;

/// <summary>A trace begins with a device's message or a request, and is followed by its id's chance. What loops do by themselves begins none.</summary>
sealed class Beginnings(double share) : Sampler
{
    readonly TraceIdRatioBasedSampler chance = new(share);

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.Kind is ActivityKind.Consumer or ActivityKind.Server ? chance.ShouldSample(samplingParameters) : new SamplingResult(SamplingDecision.Drop);
}

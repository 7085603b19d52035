namespace SpecimenLogistics.Contracts;

/// <summary>Whether every hearer has read all telemetry stored so far.</summary>
public interface ITelemetryBacklog
{
    Task<bool> IsJudged(CancellationToken cancel);
}

using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Unit.Ingest;

/// <summary>A programme clock that stands until it is moved.</summary>
sealed class ManualTime(DateTimeOffset start) : TimeProvider, IClockControl
{
    DateTimeOffset now = start;

    public double Rate { get; set; } = 1;
    public override DateTimeOffset GetUtcNow() => now;
    public void Advance(TimeSpan by) => now += by;
    public ClockState Read() => new(now, Rate, false);
    public Task Set(ClockState state, CancellationToken cancel) => throw new NotSupportedException();
}

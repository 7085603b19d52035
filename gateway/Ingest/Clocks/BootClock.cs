using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>
/// How one boot's up time becomes programme time, once and for all: <c>Offset + up_ms</c>. For a trusted clock the offset
/// is the device's own wall clock's, so the result is its <c>at</c>; when the wall clock jumps later, up time does not.
/// Either way times rise with up time.
/// </summary>
public sealed record BootClock(Instant Offset, long WallMinusUpMs, TimeSpan Uncertainty, bool Trusted)
{
    /// <summary>A wall clock that strays further than this from its frozen relation to up time has jumped.</summary>
    public static readonly TimeSpan Jump = TimeSpan.FromSeconds(2);

    public Instant At(long upMs) => Offset + TimeSpan.FromMilliseconds(upMs);
    public bool Jumped(long at, long upMs) => Math.Abs(at - upMs - WallMinusUpMs) > Jump.TotalMilliseconds;

    public static BootClock Of(ClockView view) => new(view.Offset, view.WallMinusUpMs, view.Uncertainty, view.Trusted);
    public ClockMeasured ToFact(uint boot) => new(boot, Offset, WallMinusUpMs, Uncertainty, Trusted);
}

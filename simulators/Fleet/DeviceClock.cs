namespace SpecimenLogistics.Simulators.Fleet;

/// <summary>
/// What one device believes about time during one boot. Moments are milliseconds since the day starts; <c>up_ms</c> is
/// always right, the wall clock is off by the step in force.
/// </summary>
/// <param name="Boot">This boot's number.</param>
/// <param name="BootedMs">When it booted; before the day, so negative.</param>
/// <param name="Steps">Offsets of the wall clock, each from a moment on, in order. Empty: the clock is right.</param>
internal sealed record DeviceClock(uint Boot, long BootedMs, IReadOnlyList<ClockStep> Steps)
{
    public long UpMs(long moment) => moment - BootedMs;

    public long OffsetMs(long moment)
    {
        var offset = 0L;
        foreach (var step in Steps)
            if (step.FromMs <= moment) offset = step.OffsetMs;
        return offset;
    }
}

/// <summary>From this moment on the wall clock is that much ahead (positive) or behind.</summary>
internal readonly record struct ClockStep(long FromMs, long OffsetMs);

namespace SpecimenLogistics.Simulators.Fleet;

/// <summary>
/// What one device believes about time, boot by boot. Moments are milliseconds since the day starts; <c>up_ms</c> is
/// always right, the wall clock is off by the step in force.
/// </summary>
/// <param name="Boot">The number of the boot with which the day begins.</param>
/// <param name="BootedMs">When that was; before the day, so negative.</param>
/// <param name="Steps">Offsets of the wall clock, each from a moment on, in order. Empty: the clock is right.</param>
internal sealed record DeviceClock(uint Boot, long BootedMs, IReadOnlyList<ClockStep> Steps)
{
    /// <summary>Later boots, in order: each is on from the moment after its own.</summary>
    public IReadOnlyList<Restart> Restarts { get; init; } = [];

    /// <summary>How many restarts lie before a moment.</summary>
    public int BootAt(long moment)
    {
        var boots = 0;
        while (boots < Restarts.Count && Restarts[boots].AtMs < moment) boots++;
        return boots;
    }

    /// <param name="boot">0 for the first of the day.</param>
    public uint Number(int boot) => boot == 0 ? Boot : Restarts[boot - 1].Boot;

    public long UpMs(int boot, long moment) => moment - (boot == 0 ? BootedMs : Restarts[boot - 1].AtMs);

    public long OffsetMs(long moment)
    {
        var offset = 0L;
        foreach (var step in Steps)
            if (step.FromMs <= moment) offset = step.OffsetMs;
        return offset;
    }
}

internal readonly record struct Restart(long AtMs, uint Boot);

/// <summary>From this moment on the wall clock is that much ahead (positive) or behind.</summary>
internal readonly record struct ClockStep(long FromMs, long OffsetMs);

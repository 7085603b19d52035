namespace SpecimenLogistics.Domain;

/// <summary>A laboratory's docks as vehicles come to them one after another.</summary>
sealed class Gate
{
    /// <summary>What a vehicle occupies a dock for, after its last box.</summary>
    static readonly TimeSpan Leaving = TimeSpan.FromMinutes(1);

    readonly long[] freeAt;
    readonly TimeSpan between;
    readonly Instant? closedUntil, slowUntil;
    Instant? taken;

    public Gate(LaboratoryNow laboratory, Instant now)
    {
        freeAt = new long[Math.Max(1, laboratory.Docks)];
        Array.Fill(freeAt, now.Microseconds);
        closedUntil = IntakeTerm.Opens(laboratory.Intake, laboratory.Until, now);
        if (laboratory.Intake == IntakeState.Slowed && laboratory.LoadsPerHour is > 0 and var loads) (slowUntil, between) = (IntakeTerm.End(laboratory.Until, now), TimeSpan.FromHours(1) / loads);
    }

    /// <summary>When what came at a moment is unloaded.</summary>
    /// <param name="usual">What vehicles wait here today; null where nothing is known.</param>
    public Instant Pass(Instant arrived, TimeSpan? usual)
    {
        var dock = Array.IndexOf(freeAt, freeAt.Min());
        var from = Later(arrived, new Instant(freeAt[dock]));
        if (closedUntil is { } closed) from = Later(from, closed);
        if (slowUntil is { } slow && from < slow && taken is { } last) from = Later(from, last + between);
        taken = from;
        var down = Later(from, arrived + (usual ?? Prediction.Gate)) + Prediction.Dock;
        freeAt[dock] = (down + Leaving).Microseconds;
        return down;
    }

    static Instant Later(Instant a, Instant b) => a > b ? a : b;
}

namespace SpecimenLogistics.Contracts;

/// <summary>
/// The programme's clock, registered as <c>TimeProvider</c> under this key: it runs at the replay's rate and freezes when the
/// day ends. The unkeyed <c>TimeProvider</c> stays real.
/// </summary>
public static class ProgrammeClock
{
    public const string Key = "programme";
}

/// <summary>Reads and sets the programme's clock. A set state is on disk when the call completes.</summary>
public interface IClockControl
{
    ClockState Read();
    Task Set(ClockState state, CancellationToken cancel);
}

/// <param name="Rate">Programme seconds per real second.</param>
/// <param name="Frozen">The clock stands at <paramref name="Now"/>.</param>
public sealed record ClockState(DateTimeOffset Now, double Rate, bool Frozen);

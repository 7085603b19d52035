namespace SpecimenLogistics.Contracts;

/// <summary>
/// The programme's clock, registered as <c>TimeProvider</c> under this key: it runs at the replay's rate and freezes when the
/// day ends. The unkeyed <c>TimeProvider</c> stays real.
/// </summary>
public static class ProgrammeClock
{
    public const string Key = "programme";
}

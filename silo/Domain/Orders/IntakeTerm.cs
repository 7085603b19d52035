namespace SpecimenLogistics.Domain;

/// <summary>How long a laboratory's intake stays as it was set: the same for choices, forecasts and lists.</summary>
public static class IntakeTerm
{
    /// <summary>Until further notice is taken to be this long, from whenever one looks.</summary>
    static readonly TimeSpan NobodyKnows = TimeSpan.FromHours(1);

    /// <param name="until">null for until further notice.</param>
    public static bool Holds(Instant? until, Instant now) => until is null || until > now;

    /// <summary>When it ends, as far as anybody can say; behind where it has.</summary>
    public static Instant End(Instant? until, Instant now) => until ?? now + NobodyKnows;

    /// <summary>Nothing is unloaded there before this; null where nothing was held back.</summary>
    public static Instant? Opens(IntakeState state, Instant? until, Instant now) => state == IntakeState.Stopped ? End(until, now) : null;
}

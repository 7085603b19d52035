namespace SpecimenLogistics.Domain;

/// <summary>A box that was used must be disinfected, and left alone for the method's contact time, before it goes out again.</summary>
static class Disinfection
{
    /// <summary>This cycle began without it, or too soon after.</summary>
    public static bool IsWanting(CycleEvidence cycle)
    {
        if (cycle.Begun is not { } issued || cycle.Before is not { } before || !IsUsed(before)) return false;
        if (before.Disinfected is not { Fact: BoxDisinfected done } scan) return true;
        if (done.ContactMinutes is not { } minutes) return false;
        // The look is the last thing before; whoever scans once the time is over says so by that scan.
        var at = scan.Stamp.OccurredAt;
        var from = before.LookedInto?.Stamp.OccurredAt is { } looked && looked < at ? looked : at;
        return (issued > at ? issued : at) - from < TimeSpan.FromMinutes(minutes);
    }

    static bool IsUsed(CycleEvidence cycle) => !cycle.Packed.IsEmpty || cycle.Returned is not null || cycle.Emptied is not null;
}

namespace SpecimenLogistics.Domain;

/// <summary>
/// Before or after which 'issued' a fact belongs. A warehouse's clock and a driver's, both held to be right, may differ by a
/// minute or two, and what takes place within seconds of an issue then has the wrong sign. What it is says more than when:
/// nobody carries a box out before it is issued, and nobody takes one back, looks into it or disinfects it just after.
/// </summary>
static class CycleOrder
{
    /// <summary>More than two believed clocks differ, less than a box needs to go out and come back.</summary>
    public static readonly TimeSpan Doubt = TimeSpan.FromMinutes(5);

    public static int Compare(Recorded a, Recorded b)
    {
        var byMoment = Moment(a).CompareTo(Moment(b));
        return byMoment != 0 ? byMoment : Pick.Compare(a, b);
    }

    static Instant Moment(Recorded recorded) => recorded.Stamp.OccurredAt + recorded.Fact switch
    {
        HandedOver { From.Kind: PartyKind.Warehouse } => Doubt,
        HandedOver { To.Kind: PartyKind.Warehouse } or BoxReturned or BoxLookedInto or BoxDisinfected => -Doubt,
        _ => TimeSpan.Zero,
    };
}

using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <summary>
/// Which delivery a stop collects: of the same call of several dates the one whose closure is nearest. Stops that are asked about are today's,
/// so the last days' deliveries are looked at first; nothing older can be nearer than one that lies no further off than they begin.
/// </summary>
sealed class NearestCalls(IReadOnlyList<DeliveryView> deliveries, Instant now)
{
    readonly Instant from = now - TimeSpan.FromDays(4);
    ILookup<(SiteId, int), DeliveryView>? lately, ever;

    /// <summary>Everything had to be looked at for somebody.</summary>
    internal bool LookedAtWhole => ever is not null;

    /// <returns>null for a stop that collects nothing, and for a call that there are no deliveries of.</returns>
    public DeliveryView? Of(PlannedStop stop)
    {
        if (stop is not { Purpose: StopPurpose.Collect, Session: { } session }) return null;
        TimeSpan Off(DeliveryView delivery) => (delivery.PlannedClosure - stop.At).Duration();
        lately ??= deliveries.Where(d => d.PlannedClosure >= from).ToLookup(d => (d.Id.Site, d.Id.Session));
        if (lately[(stop.Site, session)].MinBy(Off) is { } near && stop.At - from >= Off(near)) return near;
        ever ??= deliveries.ToLookup(d => (d.Id.Site, d.Id.Session));
        return ever[(stop.Site, session)].MinBy(Off);
    }
}

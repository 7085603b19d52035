using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <summary>A vehicle's view has the visits of all its days, in order, and what is asked of them is nearly always today's.</summary>
static class VisitsInOrder
{
    /// <summary>Those that began at a moment or later, in order.</summary>
    public static IEnumerable<VisitView> Since(this IReadOnlyList<VisitView> visits, Instant from)
    {
        var first = visits.Count;
        while (first > 0 && visits[first - 1].From >= from) first--;
        for (; first < visits.Count; first++) yield return visits[first];
    }
}

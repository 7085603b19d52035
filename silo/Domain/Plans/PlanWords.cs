namespace SpecimenLogistics.Domain;

/// <summary>What a plan with orders tells vehicles and sites.</summary>
static class PlanWords
{
    public static IReadOnlyDictionary<Subject, Summary> Of(DateOnly date, IReadOnlyList<PlannedTrip> planned, IReadOnlyCollection<Recorded> orders)
    {
        var said = new Dictionary<Subject, Summary>();
        var told = new Dictionary<VehicleId, List<Instruction>>();
        var trips = planned;
        foreach (var given in orders)
        {
            var after = TripsNow.After(trips, given);
            foreach (var (vehicle, instruction) in Instructing.Of(given, trips, after))
            {
                if (!told.TryGetValue(vehicle, out var list)) told[vehicle] = list = [];
                list.Add(instruction);
            }
            trips = after;
        }
        var suspended = Suspended(orders);
        foreach (var (vehicle, instructions) in told) said[Subject.Of(vehicle)] = new TripsSummary(date, [.. trips.Where(t => t.Vehicle == vehicle).Select(t => Without(t, suspended)).OfType<PlannedTrip>()], instructions);
        foreach (var site in Concerned(orders)) said[Subject.Of(site)] = new SiteOrdersSummary(date, IntakeOf(orders, site), [.. suspended.Where(s => s.Site == site).OrderBy(s => s.Session)]);
        return said;
    }

    /// <summary>A trip whose every collect is suspended is not driven; null then.</summary>
    static PlannedTrip? Without(PlannedTrip trip, IReadOnlySet<DeliveryId> suspended)
    {
        if (suspended.Count == 0 || !trip.Stops.Any(s => s.Purpose == StopPurpose.Collect && IsSuspended(s, suspended))) return trip;
        var left = trip.Stops.Where(s => s.Purpose != StopPurpose.Collect || !IsSuspended(s, suspended)).ToList();
        return left.Any(s => s.Purpose == StopPurpose.Collect) ? trip with { Stops = left } : null;
    }

    static bool IsSuspended(PlannedStop stop, IReadOnlySet<DeliveryId> suspended) => suspended.Any(s => s.Site == stop.Site && s.Session == stop.Session);

    public static IReadOnlySet<DeliveryId> Suspended(IEnumerable<Recorded> orders)
    {
        var suspended = new HashSet<DeliveryId>();
        foreach (var given in orders)
        {
            if (((OrderGiven)given.Fact).Order is SuspendSessions suspend) suspended.UnionWith(suspend.Sessions);
            else if (((OrderGiven)given.Fact).Order is ResumeSessions resume) suspended.ExceptWith(resume.Sessions);
        }
        return suspended;
    }

    static SetIntake? IntakeOf(IEnumerable<Recorded> orders, SiteId site) =>
        orders.Select(o => ((OrderGiven)o.Fact).Order).OfType<SetIntake>().LastOrDefault(i => i.Laboratory == site);

    static IEnumerable<SiteId> Concerned(IEnumerable<Recorded> orders) => orders.SelectMany(o => ((OrderGiven)o.Fact).Order switch
    {
        SetIntake intake => [intake.Laboratory],
        SuspendSessions suspend => suspend.Sessions.Select(s => s.Site),
        ResumeSessions resume => resume.Sessions.Select(s => s.Site),
        _ => Enumerable.Empty<SiteId>(),
    }).Distinct();
}

using System.Globalization;
using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Faults;

/// <summary>The incident to expect of a blackout: centres that closed and could not say so for long. One, however many they are.</summary>
internal static class SilentCentres
{
    /// <summary>After this a centre that has not declared its closure is asked about.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>Fewer are each their own incident, and may be offline for their own reasons.</summary>
    const int Many = 5;

    /// <summary>As long as it takes until everything that waited is told.</summary>
    static readonly TimeSpan s_flush = TimeSpan.FromMinutes(10);

    /// <summary>false for what was over before the handhelds could tell anything of it.</summary>
    public static Func<ExpectedIncident, bool> Knowable(FleetPlan plan)
    {
        if (!plan.FaultCounts.ContainsKey(FaultName.Blackout)) return _ => true;
        var dark = plan.Outages.Where(o => plan.Devices[o.Device].Place.StartsWith("vehicle:", StringComparison.Ordinal) && plan.Devices[o.Device].Class == "scanners").Select(o => (o.FromMs, o.UntilMs)).Distinct().ToList();
        bool Unseen(ExpectedIncident e) => (e.Until ?? e.AnsweredAt) is { } until && dark.Exists(d => plan.Starts.AddMilliseconds(d.FromMs) <= e.From && until <= plan.Starts.AddMilliseconds(d.UntilMs) + s_flush);
        return e => !Unseen(e);
    }

    public static IEnumerable<ExpectedIncident> Of(Day day, FleetPlan plan)
    {
        if (!plan.FaultCounts.ContainsKey(FaultName.Blackout)) return [];
        var outages = plan.Outages.ToLookup(o => plan.Devices[o.Device].Place, o => (From: plan.Starts.AddMilliseconds(o.FromMs), Until: plan.Starts.AddMilliseconds(o.UntilMs)));
        var silent = day.Truth.Deliveries.Select(d => (d, Asked: PlannedClosure(day.Setup, d) + Patience))
            .Where(x => outages["centre:" + x.d.Site].Any(o => o.From <= x.d.Closed && o.Until >= x.Asked)).Select(x => x.Asked).Order().ToList();
        return silent.Count < Many ? [] : [new ExpectedIncident("not-closed", "", silent[Many - 1])];
    }

    static DateTimeOffset PlannedClosure(Setup setup, TrueDelivery delivery)
    {
        var date = DateOnly.ParseExact(delivery.Id.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return setup.Local(date, setup.Sites.Single(s => s.Id == delivery.Site).Sessions.Single(s => s.Number == delivery.Session).Closes);
    }
}

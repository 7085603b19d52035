using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <param name="Driven">Vehicles that are proved to have been somewhere.</param>
/// <param name="StockOuts">By centre, how often it ran out; of the whole programme, since nobody says when.</param>
public sealed record FleetFigures(
    int Sites, int Laboratories, int Vehicles, int Driven, int Silent, int BrokenDown, IReadOnlyDictionary<string, int> Trips, int Orders, IReadOnlyDictionary<string, int> StockOuts)
{
    public int AllTrips => Trips.Values.Sum();
    public int AllStockOuts => StockOuts.Values.Sum();

    public static FleetFigures Of(ViewCache views, DateOnly? date, Func<Instant, bool> counts)
    {
        var (sites, vehicles) = (views.All<SiteView>(), views.All<VehicleView>());
        var plans = views.All<PlanView>().Where(p => date is null || p.Date == date).ToArray();
        return new FleetFigures(
            sites.Count(s => s.Role == SiteRole.Centre), sites.Count(s => s.Role == SiteRole.Laboratory), vehicles.Count, vehicles.Count(v => v.Visits.Any(visit => counts(visit.From))),
            vehicles.Count(v => v.SilentSince is not null), vehicles.Count(v => v.BrokenDownSince is not null), Sorted(plans.SelectMany(p => p.Trips).GroupBy(t => Kebab.Of(t.Kind)).Select(g => (g.Key, g.Count()))),
            plans.Sum(p => p.Orders.Count), Sorted(sites.Where(s => s.StockOuts > 0).Select(s => (s.Id.Value, s.StockOuts))));
    }

    static SortedDictionary<string, int> Sorted(IEnumerable<(string Key, int Count)> counts) => new(counts.ToDictionary(c => c.Key, c => c.Count), StringComparer.Ordinal);
}

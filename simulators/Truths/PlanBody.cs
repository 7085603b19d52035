using System.Globalization;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>A day's plan as it goes in over the REST API: path and body as in ui/API.md.</summary>
internal static class PlanBody
{
    public static string PathOf(DateOnly date) => $"api/v1/plans/{date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    public static object Of(IEnumerable<TripSetup> trips) => new { Trips = trips.Select(Trip).ToArray() };

    static object Trip(TripSetup trip) => new
    {
        trip.Id, trip.Vehicle, trip.Kind,
        Stops = trip.Stops.Select(s => new { s.Site, At = Utc(s.At), s.Purpose, s.Session }).ToArray(),
    };

    /// <summary>To the millisecond, in UTC.</summary>
    public static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

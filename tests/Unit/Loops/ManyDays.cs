using System.Collections;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Unit.Loops;

/// <summary>A list that counts how often anybody looks into it: past its length and its last item, which are cheap to ask for.</summary>
sealed class Counted<T>(IReadOnlyList<T> items) : IReadOnlyList<T>
{
    public int Looks { get; private set; }
    public int Count => items.Count;

    public T this[int index]
    {
        get
        {
            if (index < items.Count - 1) Looks++;
            return items[index];
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        Looks++;
        return items.GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Vehicles and deliveries of days on end, as their views say them.</summary>
static class ManyDays
{
    /// <summary>Midnight UTC of the first day.</summary>
    public static readonly Instant Start = Instant.From(new DateTimeOffset(2020, 9, 6, 0, 0, 0, TimeSpan.Zero));
    public static readonly SiteId Lab = Code.Parse<SiteId>("LAB1");

    public static Instant At(int day, double hour) => Start + TimeSpan.FromDays(day) + TimeSpan.FromHours(hour);
    public static SiteId Centre(int n) => Code.Parse<SiteId>($"CW{n:00}");
    public static DeliveryId Call(int day, int centre, int session = 1) => new(new DateOnly(2020, 9, 6).AddDays(day), Centre(centre), session);

    public static VehicleView Vehicle(int n, IReadOnlyList<PlannedTrip> trips) => new(Code.Parse<VehicleId>($"V{n:000}"), null, new AccountView(0, 0, 0, 0), [], [], null, trips);

    public static PlannedTrip Trip(string id, int vehicle, TripKind kind, params PlannedStop[] stops) => new(Code.Parse<TripId>(id), Code.Parse<VehicleId>($"V{vehicle:000}"), kind, stops);

    public static PlannedStop Collect(int centre, Instant at, int? session = 1) => new(Centre(centre), at, StopPurpose.Collect, session);
    public static PlannedStop Unload(Instant at) => new(Lab, at, StopPurpose.Unload, null);

    public static DeliveryView Delivery(DeliveryId id, Instant closure) => new(
        id, "Hall", "會堂", Lab, closure - TimeSpan.FromHours(5), closure, null, true, 90, closure + TimeSpan.FromMinutes(90), DeliveryStage.Planned, null, true, null, null, null, null, false, null, []);

    public static SiteView Site(string id, SiteRole role, double lat = 22.3) =>
        new(Code.Parse<SiteId>(id), id, id, "D", lat, 114.1, 100, role, null, null, 90, [], [], new AccountView(0, 0, 0, 0), [], 0, 0);
}

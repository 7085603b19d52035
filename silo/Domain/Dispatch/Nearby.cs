using System.Globalization;

namespace SpecimenLogistics.Domain;

/// <summary>Who could come: vehicles free now or soon, by when they would be there.</summary>
public static class Nearby
{
    /// <summary>So many are tried; who comes later than these is no better.</summary>
    public const int Most = 5;

    public static IReadOnlyList<VehicleNow> To(Situation situation, Outcome outcome, GeoPoint place, VehicleId? except = null, int most = Most, Func<VehicleNow, bool>? only = null)
    {
        var travel = new Travel(situation);
        return [.. situation.Vehicles.Values.Where(v => v.CanBeSent && v.Id != except && only?.Invoke(v) != false)
            .Select(v => (Vehicle: v, Free: outcome.Free(v.Id))).Where(v => v.Free is not null)
            .OrderBy(v => (v.Free!.Value.At + travel.Drive(v.Free.Value.Place, place, v.Free.Value.At)).Microseconds).ThenBy(v => v.Vehicle.Id.Value, StringComparer.Ordinal)
            .Take(most).Select(v => v.Vehicle)];
    }

    /// <summary>In how many minutes a vehicle could be there, for words.</summary>
    public static int Minutes(Situation situation, Outcome outcome, VehicleId vehicle, GeoPoint place) => outcome.Free(vehicle) is not var (at, from) ? 0
        : (int)Math.Ceiling((at + new Travel(situation).Drive(from, place, at) - situation.Now).TotalMinutes);

    /// <summary>Laboratories that take loads, the one planned first, then the nearest.</summary>
    public static IEnumerable<SiteId> Laboratories(Situation situation, GeoPoint from, SiteId? planned, int most = 2) => situation.Laboratories.Values
        .Where(l => l.Intake != IntakeState.Stopped || l.Id == planned)
        .OrderBy(l => l.Id == planned ? 0 : 1).ThenBy(l => l.Place.KmTo(from)).ThenBy(l => l.Id.Value, StringComparer.Ordinal).Select(l => l.Id).Take(most);

    /// <summary>An id for a trip that an order makes: whose it was, the minute, and a letter where that is not enough.</summary>
    public static TripId NewTrip(Situation situation, string stem)
    {
        var minute = situation.Now.ToDateTimeOffset().ToString("HHmm", CultureInfo.InvariantCulture);
        for (var letter = 'a'; ; letter++)
        {
            var id = Code.Parse<TripId>($"{(stem.Length > 24 ? stem[..24] : stem)}-{minute}{letter}");
            if (situation.Find(id) is null) return id;
        }
    }
}

using System.Text.Json;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Ingest;

/// <summary>From a vehicle's view to what its driver is told.</summary>
static class Messages
{
    public static InstructionMessage Of(VehicleView vehicle, InstructionView instruction) => new(
        instruction.Id.Value, Ms(instruction.Given), instruction.Kind, instruction.Text, instruction.Reason, [.. vehicle.Trips.Select(Trip)],
        instruction.Transfer is { } t ? new InstructedTransfer(t.From.Value, t.To.Value, [.. t.Boxes.Select(b => b.Value)], t.At.LatDeg, t.At.LonDeg) : null);

    static InstructedTrip Trip(PlannedTrip trip) => new(trip.Trip.Value, Word(trip.Kind), [.. Fetching(trip), .. trip.Stops.Select(s => new InstructedStop(Ms(s.At), Word(s.Purpose), s.Site.Value, s.Session))])
    {
        Boxes = trip.Supplies?.Boxes,
        Kits = trip.Supplies?.Kits,
    };

    static IEnumerable<InstructedStop> Fetching(PlannedTrip trip)
    {
        if (trip.Fetches is { } fetches) yield return new InstructedStop(Ms(trip.Stops[0].At), "transfer") { LatDeg = fetches.At.LatDeg, LonDeg = fetches.At.LonDeg };
    }

    static long Ms(Instant at) => at.Microseconds / 1000;

    static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

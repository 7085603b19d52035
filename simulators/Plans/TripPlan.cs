using SpecimenLogistics.Simulators.Programme;

namespace SpecimenLogistics.Simulators.Plans;

/// <summary>One stop as planned. For a ferry site <paramref name="Spot"/> is the pier where courier and vehicle meet.</summary>
internal sealed record StopPlan(Spot Spot, string Site, long AtMs, string Purpose, int? Session = null);

/// <summary>A round trip from the warehouse back to it.</summary>
/// <param name="Kind">specimen, supply or return.</param>
/// <param name="Boxes">Clean boxes to bring, on a supply trip.</param>
/// <param name="Kits">Kits to bring, on a supply trip.</param>
internal sealed record TripPlan(string Kind, IReadOnlyList<StopPlan> Stops, int Boxes = 0, int Kits = 0)
{
    public string Id { get; init; } = "";
    public string Vehicle { get; init; } = "";
    public long StartMs => Stops[0].AtMs;
    public long EndMs => Stops[^1].AtMs;

    /// <summary>Of which day it is.</summary>
    public int Day => Midnights.DayOf(StartMs);

    /// <summary>The same trip some days later.</summary>
    public TripPlan OnDay(int day) => this with { Stops = [.. Stops.Select(s => s with { AtMs = s.AtMs + Midnights.Of(day) })] };

    public IEnumerable<StopPlan> At(string purpose) => Stops.Where(s => s.Purpose == purpose);
}

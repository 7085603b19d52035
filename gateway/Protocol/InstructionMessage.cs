namespace SpecimenLogistics.Protocol;

/// <summary>
/// What the control room tells a driver, server to device, on <c>v1/vehicles/{id}/instructions</c>. Times are milliseconds since
/// 1970, UTC. Sent again until it was seen: a repeat is harmless.
/// </summary>
/// <param name="Trips">The vehicle's whole list of trips of that day as it is now, those begun with all their stops: never a difference.</param>
/// <param name="Transfer">Boxes that change vehicles where <c>from</c> stands; both are told.</param>
public sealed record InstructionMessage(
    string Instruction, long At, string Kind, string Text, string Reason, IReadOnlyList<InstructedTrip> Trips, InstructedTransfer? Transfer = null)
{
    /// <summary>An order's id, a dot, a vehicle's.</summary>
    public const int MaxIdLength = 2 * Topic.MaxIdLength + 1;
}

public sealed record InstructedTrip(string Trip, string Kind, IReadOnlyList<InstructedStop> Stops)
{
    /// <summary>Clean boxes and kits to take along, on a supply trip beyond the plan.</summary>
    public int? Boxes { get; init; }
    public int? Kits { get; init; }
}

/// <param name="Site">null for a transfer on the road, which stands at a point.</param>
public sealed record InstructedStop(long At, string Purpose, string? Site = null, int? Session = null)
{
    public double? LatDeg { get; init; }
    public double? LonDeg { get; init; }
}

public sealed record InstructedTransfer(string From, string To, IReadOnlyList<string> Boxes, double LatDeg, double LonDeg);

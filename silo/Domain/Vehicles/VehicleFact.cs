namespace SpecimenLogistics.Domain;

public sealed record VehicleRegistered(BeaconId Beacon) : Fact;

public enum StopPurpose { Start, Collect, Unload, Load, Supply, Return, End }
public enum TripKind { Specimen, Supply, Return }
public sealed record PlannedStop(SiteId Site, Instant At, StopPurpose Purpose, int? Session);
public sealed record PlannedTrip(TripId Trip, VehicleId Vehicle, TripKind Kind, IReadOnlyList<PlannedStop> Stops)
{
    /// <summary>Boxes that it fetches from another vehicle on the road, before its stops; null for none.</summary>
    public TransferBoxes? Fetches { get; init; }

    /// <summary>What it brings beyond the plan; null for what the plan says.</summary>
    public OrderSupply? Supplies { get; init; }
}
public sealed record TripsPlanned(DateOnly Date, IReadOnlyList<PlannedTrip> Trips) : Fact;

/// <summary>The driver's handheld says: we are at this site.</summary>
public sealed record Arrived(SiteId Site) : Fact;

public sealed record FellSilent(Instant LastHeard) : Fact;
public sealed record HeardAgain(Instant At) : Fact;

/// <summary>What all telemetry up to row <paramref name="Through"/> comes to. Of several, the one that read furthest counts.</summary>
public sealed record TelemetryJudged(long Through, Evidence Evidence) : Fact
{
    /// <summary>What had ended before is as the facts before it in its stream have it; null where the evidence is the whole.</summary>
    public Instant? Since { get; init; }

    /// <summary>The whole, where it was judged before to this.</summary>
    public TelemetryJudged After(TelemetryJudged? before) =>
        Since is { } moment && before is not null ? this with { Evidence = Evidence.Over(before.Evidence, moment), Since = null } : this;

    /// <summary>As little of the evidence as says all of it to somebody who knows what was judged before.</summary>
    public static TelemetryJudged Of(long through, Evidence evidence, Evidence? known, Func<Evidence, string> gist)
    {
        var whole = new TelemetryJudged(through, evidence);
        if (known is null || evidence.NewestAt is not { } newest) return whole;
        var part = whole with { Evidence = evidence.Since(newest - s_told), Since = newest - s_told };
        if (part.Evidence.Stays.Count == evidence.Stays.Count && part.Evidence.OpenSeals.Count == evidence.OpenSeals.Count) return whole;
        // Something late may have changed what was long over.
        return gist(part.Evidence.Over(known, newest - s_told)) == gist(evidence) ? part : whole;
    }

    /// <summary>Of what is over for so long nothing is told again: a device that was away a night and a day still finds its stays open.</summary>
    static readonly TimeSpan s_told = TimeSpan.FromHours(36);
}
public sealed record DockRegistered(SiteId Site, int Number) : Fact;

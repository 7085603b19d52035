using SpecimenLogistics.Simulators.Programme;

namespace SpecimenLogistics.Simulators.Roads;

internal sealed record Junction(string Id, Spot Spot, string Kind);

internal sealed record Road(Junction From, Junction To, double Km, double Kmh, string Class, string Name);

/// <summary>The corridor graph: junctions, roads in both directions, how much slower each class is by the hour, and the ferries.</summary>
internal sealed class RoadMap
{
    const string Ferry = "ferry";
    readonly Dictionary<string, List<Road>> _from = [];
    readonly List<Junction> _onRoad;
    readonly Dictionary<string, FerryLine> _ferries;

    RoadMap(IReadOnlyList<Road> roads, Traffic traffic, IEnumerable<FerryLine> ferries)
    {
        Traffic = traffic;
        HarbourTunnels = [.. roads.Where(r => r.Class == "harbour_tunnel")];
        foreach (var road in roads.Where(r => r.Class != Ferry)) { Add(road); Add(road with { From = road.To, To = road.From }); }
        // A bridge or a portal is no place to turn off at.
        _onRoad = [.. _from.Values.Select(list => list[0].From).Where(j => j.Kind is "junction" or "pier")];
        _ferries = ferries.ToDictionary(f => f.Pier.Id);
    }

    public Traffic Traffic { get; }

    /// <summary>Tunnels under the harbour, one direction of each.</summary>
    public IReadOnlyList<Road> HarbourTunnels { get; }

    public IReadOnlyList<Road> Leaving(string junction) => _from[junction];

    public FerryLine FerryFrom(string pier) => _ferries[pier];

    public Junction Nearest(Spot spot) => _onRoad.MinBy(j => Ground.Metres(j.Spot, spot))!;

    void Add(Road road)
    {
        if (!_from.TryGetValue(road.From.Id, out var list)) _from[road.From.Id] = list = [];
        list.Add(road);
    }

    public static RoadMap Read(string folder)
    {
        var junctions = Table.Read(Path.Combine(folder, "nodes.csv"))
            .Select(r => new Junction(r.Text("node"), new Spot(r.Number("lat"), r.Number("lon")), r.Text("kind"))).ToDictionary(j => j.Id);
        var roads = Table.Read(Path.Combine(folder, "edges.csv"))
            .Select(r => new Road(junctions[r.Text("from")], junctions[r.Text("to")], r.Number("km"), r.Number("kmh"), r.Text("class"), r.Text("road"))).ToList();
        var ferries = Table.Read(Path.Combine(folder, "ferries.csv")).Select(r =>
        {
            var sea = roads.Single(e => e.Class == Ferry && e.To.Id == r.Text("pier"));
            return new FerryLine(sea.To, sea.From, (long)(sea.Km / sea.Kmh * 3_600_000), r.Clock("first"), r.Whole("every_minutes") * 60_000L);
        });
        return new RoadMap(roads, Traffic.Read(Path.Combine(folder, "speeds.csv")), ferries);
    }
}

/// <summary>Boats between an island's pier and the mainland's, both ways at the same minutes.</summary>
internal sealed record FerryLine(Junction Pier, Junction Mainland, long CrossingMs, long FirstMs, long EveryMs)
{
    /// <summary>The next boat of the day, and after its last the next morning's first.</summary>
    public long NextAt(long ms)
    {
        var (midnight, hour) = (ms - Midnights.HourOf(ms), Midnights.HourOf(ms));
        return midnight + (hour <= FirstMs ? FirstMs : FirstMs + (hour - FirstMs + EveryMs - 1) / EveryMs * EveryMs);
    }
}

using System.Collections.Concurrent;
using SpecimenLogistics.Simulators.Programme;

namespace SpecimenLogistics.Simulators.Roads;

/// <summary>The quickest way by the hour of departure (Dijkstra; each road at the speed of the moment it is reached).</summary>
internal sealed class RouteFinder(RoadMap map, DrivingNumbers driving)
{
    // Found once a spot; several days may be played at the same time on one map.
    readonly ConcurrentDictionary<Spot, Junction> _nearest = new();

    /// <param name="closed">Roads that are not driven on at a moment; null for none.</param>
    public Route Find(Spot from, Spot to, long departMs, Func<Road, long, bool>? closed = null)
    {
        Junction first = Nearest(from), last = Nearest(to);
        if (first == last) return new Route([new RoutePiece(from, to, AccessMs(Ground.Metres(from, to), departMs) + driving.AccessS * 1000L)]);

        var pieces = new List<RoutePiece> { new(from, first.Spot, AccessMs(Ground.Metres(from, first.Spot), departMs)) };
        foreach (var road in Between(first, last, departMs + pieces[0].Ms, closed))
            pieces.Add(new RoutePiece(road.Road.From.Spot, road.Road.To.Spot, road.Ms));
        pieces.Add(new RoutePiece(last.Spot, to, AccessMs(Ground.Metres(last.Spot, to), departMs)));
        return new Route(pieces);
    }

    Junction Nearest(Spot spot) => _nearest.GetOrAdd(spot, map.Nearest);

    long AccessMs(double metres, long atMs) =>
        driving.AccessS * 1000L + (long)(metres * driving.Detour / driving.AccessKmh * 3600 * map.Traffic.At("urban", atMs));

    IEnumerable<(Road Road, long Ms)> Between(Junction first, Junction last, long departMs, Func<Road, long, bool>? closed)
    {
        var reached = new Dictionary<string, (Road? By, long Ms, long AtMs)> { [first.Id] = (null, 0, departMs) };
        var done = new HashSet<string>();
        var open = new PriorityQueue<string, (long, string)>();
        open.Enqueue(first.Id, (departMs, first.Id));
        while (open.TryDequeue(out var here, out _))
        {
            if (here == last.Id) break;
            if (!done.Add(here)) continue;
            foreach (var road in map.Leaving(here))
            {
                if (closed?.Invoke(road, reached[here].AtMs) == true) continue;
                var ms = (long)(road.Km / road.Kmh * 3_600_000 * map.Traffic.At(road.Class, reached[here].AtMs));
                var at = reached[here].AtMs + ms;
                if (reached.TryGetValue(road.To.Id, out var known) && known.AtMs <= at) continue;
                reached[road.To.Id] = (road, ms, at);
                open.Enqueue(road.To.Id, (at, road.To.Id));
            }
        }
        if (!reached.ContainsKey(last.Id)) throw new InvalidDataException($"No road leads from {first.Id} to {last.Id}.");
        var way = new Stack<(Road, long)>();
        for (var at = last.Id; reached[at].By is { } by; at = by.From.Id) way.Push((by, reached[at].Ms));
        return way;
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>The canonical lines of what really happened, as gateway/Protocol/CANONICAL.md wants them.</summary>
internal static class Canonical
{
    const string Nothing = "-";

    public static IReadOnlyList<string> Lines(World world)
    {
        var lines = world.Boxes.SelectMany(b => b.Cycles.Select(c => Box(b, c)))
            .Concat(world.Centres.Values.SelectMany(c => c.Sessions).Select(s => Delivery(world, s)))
            .Concat(world.Vehicles.Select(Visits)).ToList();
        lines.Sort(string.CompareOrdinal);
        return lines;
    }

    static string Box(Box box, BoxCycle cycle) => string.Create(CultureInfo.InvariantCulture,
        $"box|{box.Id}|{cycle.Number}|{cycle.Place}|{cycle.Holder}|{box.Seal}|{SealState(cycle)}|{cycle.Said.Count}|{cycle.Read.Count}|{Digest(cycle.Said)}|{List(Discrepancies(cycle))}");

    static string SealState(BoxCycle cycle) => !cycle.Sealed ? "none" : cycle.OpenReadings switch { 0 => "closed", 1 => "open-once", _ => "open" };

    /// <summary>What an honest observer of the scans must find: of some tubes nobody was told, and some scans were forgotten.</summary>
    static IEnumerable<string> Discrepancies(BoxCycle cycle)
    {
        if (cycle.Sealed && cycle.Counted != cycle.Said.Count) yield return "count-mismatch";
        if (cycle.Halves > 0) yield return "half-handover";
        if (cycle.LostMs is not null) yield return "lost";
        if (cycle.Emptied && cycle.Said.Except(cycle.Read).Any()) yield return "missing-tubes";
        if (cycle.OpenReadings >= 2) yield return "seal-opened";
        if (cycle.WarmMs is not null) yield return "too-warm";
        if (cycle.SharesTube) yield return "tube-in-two-boxes";
        if (cycle.Read.Except(cycle.Said).Any()) yield return "unexpected-tubes";
        if (cycle.AtWrongLaboratory) yield return "wrong-laboratory";
    }

    static string Digest(IReadOnlyCollection<string> tubes)
    {
        if (tubes.Count == 0) return Nothing;
        var text = string.Concat(tubes.Order(StringComparer.Ordinal).Select(t => t + "\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    static string Delivery(World world, SessionRun session)
    {
        var boxes = session.Boxes;
        var within = session.ClosedMs is null ? Nothing
            : session.AllUnloaded ? (session.SaidWithinTarget switch { true => "yes", false => "no", null => Nothing })
            : session.TargetMs < world.EndsMs ? "no" : Nothing;
        return $"delivery|{session.Id}|{Stage(session)}|{within}|{List(boxes.Select(b => b.Box.Id))}";
    }

    static string Stage(SessionRun session)
    {
        var boxes = session.Boxes;
        if (session.Suspended) return "suspended";
        if (session.ClosedMs is null) return "planned";
        if (session.AllUnloaded) return boxes.All(b => Received(b.Cycle)) ? "received" : "unloaded";
        if (boxes.Any(b => b.Cycle.UnloadedMs is not null)) return "at-dock";
        return boxes.Count > 0 && boxes.All(b => b.Cycle.Place is not (Place.CentrePacking or Place.CentreSealed)) ? "on-road" : "closed";
    }

    static bool Received(BoxCycle cycle) => cycle.UnloadedMs is not null && cycle.Place != Place.AtDock;

    static string Visits(VehicleDay vehicle)
    {
        var sites = new List<string>();
        foreach (var stay in vehicle.Log.Stretches.OfType<Standing>())
            if (stay.Spot.Site is { } site && (sites.Count == 0 || sites[^1] != site)) sites.Add(site);
        return $"visits|{vehicle.Id}|{List(sites, sort: false)}";
    }

    static string List(IEnumerable<string> words, bool sort = true)
    {
        var text = string.Join(',', sort ? words.Order(StringComparer.Ordinal) : words);
        return text.Length == 0 ? Nothing : text;
    }
}

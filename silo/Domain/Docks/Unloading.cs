namespace SpecimenLogistics.Domain;

/// <summary>One vehicle's load set down at one dock: from the terminal's first hearing of it to its last box's scan.</summary>
/// <param name="Heard">false when the terminal never heard the vehicle: the time then runs from the first scan and proves little.</param>
public sealed record Unload(Party? Vehicle, Instant From, Instant To, bool Heard, IReadOnlyList<BoxId> Boxes)
{
    public TimeSpan Took => To - From;
}

public static class Unloading
{
    /// <summary>A load takes a minute; after this a scan belongs to no stay any more.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    public static IReadOnlyList<Unload> Of(IEnumerable<Stay> stays, IEnumerable<DockState.Set> set)
    {
        // Vehicles stand at a dock one after the other: a box comes off the one that pulled in last, whoever had it by the scans.
        var vehicles = stays.Where(s => s.Of.Kind == SubjectKind.Vehicle).OrderBy(s => s.First).ToList();
        var byStay = set.OrderBy(s => s.At).ToLookup(s => LastIn(vehicles, s.At));
        var unloads = new List<Unload>();
        foreach (var stay in vehicles)
        {
            var mine = byStay[stay].ToList();
            if (mine.Count > 0 && Party.TryParse($"vehicle:{stay.Of.Id}", out var vehicle))
                unloads.Add(new Unload(vehicle, stay.First, mine[^1].At, true, [.. mine.Select(m => m.Box)]));
        }
        foreach (var carrier in byStay[null].GroupBy(s => s.Carrier ?? default))
            unloads.AddRange(Unheard(carrier.Key, [.. carrier]));
        return [.. unloads.OrderBy(u => u.From).ThenBy(u => u.Vehicle?.Value, StringComparer.Ordinal)];
    }

    // A dock has some hundred stays in a programme, and is asked for each box that is set down.
    static Stay? LastIn(List<Stay> vehicles, Instant at) =>
        InOrder.UpTo(vehicles, v => v.First, at) is > 0 and var n && at <= vehicles[n - 1].First + Longest ? vehicles[n - 1] : null;

    static IEnumerable<Unload> Unheard(Party carrier, List<DockState.Set> rest)
    {
        while (rest.Count > 0)
        {
            var load = rest.TakeWhile(b => b.At - rest[0].At <= TimeSpan.FromMinutes(5)).ToList();
            rest.RemoveRange(0, load.Count);
            yield return new Unload(carrier.Id is null ? null : carrier, load[0].At, load[^1].At, false, [.. load.Select(b => b.Box)]);
        }
    }
}

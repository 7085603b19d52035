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
        var byCarrier = set.GroupBy(s => s.Carrier).ToDictionary(g => g.Key ?? default, g => g.OrderBy(s => s.At).ToList());
        var unloads = new List<Unload>();
        foreach (var stay in stays.OrderBy(s => s.First))
        {
            if (stay.Of.Kind != SubjectKind.Vehicle || !Party.TryParse($"vehicle:{stay.Of.Id}", out var vehicle)) continue;
            if (!byCarrier.TryGetValue(vehicle, out var boxes)) continue;
            var mine = boxes.Where(b => b.At >= stay.First && b.At <= stay.First + Longest).ToList();
            if (mine.Count == 0) continue;
            boxes.RemoveAll(mine.Contains);
            unloads.Add(new Unload(vehicle, stay.First, mine[^1].At, true, [.. mine.Select(m => m.Box)]));
        }
        foreach (var (carrier, rest) in byCarrier)
            unloads.AddRange(Unheard(carrier, rest));
        return [.. unloads.OrderBy(u => u.From).ThenBy(u => u.Vehicle?.Value, StringComparer.Ordinal)];
    }

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

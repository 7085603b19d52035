namespace SpecimenLogistics.Domain;

/// <summary>How fast a centre uses its kits and boxes today.</summary>
/// <param name="TubesPerHour">Of the session that runs, once it has sealed a box; else of the one before.</param>
/// <param name="TubesPerBox">As many as its fullest box of the day holds.</param>
/// <param name="AsOf">The newest sealing: only then is it known how many tubes there are.</param>
public sealed record StockRate(double TubesPerHour, int TubesPerBox, Instant AsOf)
{
    /// <summary>In less than this one box says nothing of a day.</summary>
    static readonly TimeSpan Least = TimeSpan.FromMinutes(5);

    /// <summary>null before the first box of the day is sealed.</summary>
    public static StockRate? Of(SiteState site)
    {
        if (site.Party is not { } party) return null;
        var cycles = site.Packed.Values.SelectMany(k => k.Summary.Cycles).Where(c => c.Centre == party && c.SealedAt is not null).ToList();
        if (cycles.Count == 0) return null;
        var session = site.Sessions.LastOrDefault(s => cycles.Any(c => c.SealedAt > s.Opens));
        if (session is null) return null;
        var own = cycles.Where(c => c.SealedAt > session.Opens).ToList();
        var until = own.Max(c => c.SealedAt!.Value);
        var open = (until < session.Closes ? until : session.Closes) - session.Opens;
        var tubes = own.Sum(c => c.Packed);
        return open < Least || tubes == 0 ? null : new StockRate(tubes / open.TotalHours, cycles.Max(c => c.Packed), until);
    }
}

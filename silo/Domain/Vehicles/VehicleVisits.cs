namespace SpecimenLogistics.Domain;

public enum VisitProof { Beacon, Scan }

/// <summary>A stay at a site that a beacon or a scan proves. Position alone never does: many sites stand closer than it can tell.</summary>
public sealed record Visit(SiteId Site, Instant From, Instant To, VisitProof Proof);

public static class VehicleVisits
{
    /// <summary>A beacon no stronger than this is a neighbour's, unless a scan says we were there.</summary>
    public const int NearDbm = -75;

    public static bool IsNear(Stay stay) => stay.StrongestDbm > NearDbm;

    static readonly TimeSpan Around = TimeSpan.FromMinutes(2);

    /// <summary>Stays and arrival scans as an ordered list of visits; consecutive ones at the same site are one.</summary>
    public static IReadOnlyList<Visit> Of(IEnumerable<Stay> stays, IReadOnlyCollection<(SiteId Site, Instant At)> scans)
    {
        var (found, times) = (new List<Visit>(), scans.ToLookup(s => s.Site, s => s.At));
        foreach (var stay in stays)
        {
            if (stay.Of.Kind != SubjectKind.Site || !SiteId.TryParse(stay.Of.Id, out var site)) continue;
            var scanned = times[site].Any(at => at >= stay.First - Around && at <= stay.Last + Around);
            if (scanned || IsNear(stay)) found.Add(new Visit(site, stay.First, stay.Last, scanned ? VisitProof.Scan : VisitProof.Beacon));
        }
        found.AddRange(scans.Select(s => new Visit(s.Site, s.At, s.At, VisitProof.Scan)));
        found.Sort((a, b) => a.From != b.From ? a.From.CompareTo(b.From) : string.CompareOrdinal(a.Site.Value, b.Site.Value));
        return Merged(found);
    }

    static List<Visit> Merged(List<Visit> found)
    {
        var visits = new List<Visit>();
        foreach (var next in found)
        {
            if (visits.Count > 0 && visits[^1].Site == next.Site)
                visits[^1] = visits[^1] with { To = next.To > visits[^1].To ? next.To : visits[^1].To, Proof = (VisitProof)Math.Max((int)visits[^1].Proof, (int)next.Proof) };
            else visits.Add(next);
        }
        return visits;
    }
}

namespace SpecimenLogistics.Domain;

/// <summary>Where a box probably is though nobody has scanned it there.</summary>
/// <param name="With">Whose beacon reader has it at its side.</param>
/// <param name="Until">At least until then, in steps.</param>
public sealed record ProbablyWith(Party With, Instant From, Instant Until);

/// <summary>What Bluetooth makes probable where it contradicts the scans. Only a scan moves a box: this is shown beside its place and never instead of it.</summary>
public static class Whereabouts
{
    /// <summary>null where nobody but its holder hears it, or somebody has scanned it since.</summary>
    public static ProbablyWith? Of(BoxState box)
    {
        if (box.Current is not { } cycle) return null;
        var (holder, since) = (cycle.Holder.Subject, cycle.Spans[^1].Since);
        return box.Sightings.Where(s => s.Key != holder && s.Value.Summary.Beside is { } stay && stay.Last - (since > stay.First ? since : stay.First) >= Beside.Least)
            .OrderByDescending(s => s.Value.Summary.Beside!.Last).ThenBy(s => s.Key.Value, StringComparer.Ordinal)
            .Select(s => new ProbablyWith(Code.Parse<Party>($"vehicle:{s.Key.Id}"), s.Value.Summary.Beside!.First, s.Value.Summary.Beside.Last)).FirstOrDefault();
    }
}

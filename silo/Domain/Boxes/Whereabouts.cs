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
        return box.Sightings.Where(s => s.Key != cycle.Holder.Subject).Select(s => (By: s.Key, s.Value.Summary.Beside))
            .Where(s => s.Beside is { } stay && Beside.IsLong(stay, cycle.Spans[^1].Since))
            .OrderByDescending(s => s.Beside!.Last).ThenBy(s => s.By.Value, StringComparer.Ordinal)
            .Select(s => new ProbablyWith(Party.Vehicle(Code.Parse<VehicleId>(s.By.Id)), s.Beside!.First, s.Beside.Last)).FirstOrDefault();
    }
}

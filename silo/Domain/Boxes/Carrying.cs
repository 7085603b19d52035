namespace SpecimenLogistics.Domain;

/// <summary>
/// A sealing that another phone carried here, as the sealing it was. The scans of the phone that sealed say the same better: of one
/// sealing theirs count, and until they come, what was carried does.
/// </summary>
public static class Carrying
{
    /// <summary>A box is carried on the day it was sealed; a code that says more was made by a phone whose clock is wrong.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>Nobody has measured that phone's clock: as good as a watch.</summary>
    static readonly TimeSpan Uncertainty = TimeSpan.FromMinutes(1);

    /// <param name="carried">A <see cref="ContentsCarried"/> as it was recorded.</param>
    public static Recorded Sealing(Recorded carried)
    {
        var said = (ContentsCarried)carried.Fact;
        return At(carried, SealedAt(carried)) with { Actor = said.SealedBy, SecondActor = null, Fact = new BoxSealed(said.Seal, said.Mechanical, said.Count, said.Centre) };
    }

    /// <summary>When its tubes were in the box.</summary>
    public static Recorded Packing(Recorded carried) => At(carried, SealedAt(carried));

    public static Instant SealedAt(Recorded carried) => SealedAt((ContentsCarried)carried.Fact, carried.Stamp.OccurredAt);

    /// <summary>As far as it can be believed.</summary>
    public static Instant SealedAt(ContentsCarried said, Instant carriedAt) =>
        said.SealedAt > carriedAt || carriedAt - said.SealedAt > Longest ? carriedAt : said.SealedAt;

    /// <summary>Of what the sealing phone scanned and what was carried of it: which sealing is the last.</summary>
    public static Recorded? Last(Recorded? scanned, Recorded? carried)
    {
        if (scanned is null || carried is null) return scanned ?? carried;
        var (there, here) = ((BoxSealed)scanned.Fact, (BoxSealed)carried.Fact);
        return (there.Seal, there.Mechanical) == (here.Seal, here.Mechanical) ? scanned : Pick.Latest(scanned, carried);
    }

    static Recorded At(Recorded carried, Instant at) => carried with { Stamp = carried.Stamp with { OccurredAt = at }, Uncertainty = Uncertainty };
}

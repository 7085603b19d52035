namespace SpecimenLogistics.Domain;

/// <summary>Picks one of two recorded facts of a kind by their stamps; equal stamps fall back to the id, so that order of arrival never matters.</summary>
public static class Pick
{
    public static Recorded Latest(Recorded? known, Recorded next) => known is null || Compare(next, known) > 0 ? next : known;
    public static Recorded Earliest(Recorded? known, Recorded next) => known is null || Compare(next, known) < 0 ? next : known;

    public static int Compare(Recorded a, Recorded b)
    {
        var byStamp = a.Stamp.CompareTo(b.Stamp);
        return byStamp != 0 ? byStamp : a.Id.CompareTo(b.Id);
    }
}

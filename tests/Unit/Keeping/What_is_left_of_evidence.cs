using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Unit.Keeping;

public sealed class What_is_left_of_evidence
{
    static readonly Subject Site = Subject.Of(Code.Parse<SiteId>("CW01")), Box = Subject.Of(Code.Parse<BoxId>("BX-0001"));

    static Stay Stay(Subject of, int from, int to) => new(of, Instant.FromMilliseconds(from * 60_000L), Instant.FromMilliseconds(to * 60_000L), -60);

    static OpenSeal Open(int from, int to) => new(Box, Code.Parse<SealNumber>("ES-1"), Instant.FromMilliseconds(from * 60_000L), Instant.FromMilliseconds(to * 60_000L), 2);

    [Fact]
    public void Sightings_that_were_destroyed_leave_what_was_judged_of_them_and_those_after_add_to_it()
    {
        var whole = new Evidence([Stay(Site, 0, 10), Stay(Site, 50, 70), Stay(Site, 90, 95)], [Open(5, 6), Open(80, 81)]) { Carried = [Stay(Box, 0, 95)] };
        var kept = Instant.FromMilliseconds(60 * 60_000L);
        // Heard since: the second stay's end, the third, the second reading, and a new one.
        var since = new Evidence([Stay(Site, 60, 70), Stay(Site, 90, 95), Stay(Site, 120, 130)], [Open(80, 81), Open(125, 126)]);
        var now = whole.Before(kept).With(since);
        Assert.Equal([Stay(Site, 0, 10), Stay(Site, 50, 70), Stay(Site, 90, 95), Stay(Site, 120, 130)], now.Stays);
        Assert.Equal([Open(5, 6), Open(80, 81), Open(125, 126)], now.OpenSeals);
        Assert.Equal([Stay(Box, 0, 95)], now.Carried);
    }
}

using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>The part of a box's life that is also a tube's.</summary>
static class TubeLife
{
    /// <param name="box">One box's facts in order of happening.</param>
    public static IEnumerable<TimelineEntry> Of(TubeSerial tube, IReadOnlyList<TimelineEntry> box)
    {
        bool Names(Fact fact) => fact switch
        {
            TubePacked packed => packed.Tube == tube,
            TubeUnpacked unpacked => unpacked.Tube == tube,
            ContentsCarried carried => carried.Tubes.Contains(tube),
            TubesRead read => read.Tubes.Contains(tube),
            _ => false,
        };
        return Cycles(box).Where(cycle => cycle.Any(e => Names(e.Fact))).SelectMany(cycle => cycle.Where(e => Names(e.Fact) || Moves(e.Fact)));
    }

    static bool Moves(Fact fact) => fact is BoxSealed or BoxReopened or HandedOver or BoxUnloaded or BoxReceived or BoxEmptied;

    /// <summary>Cut where the box was issued again.</summary>
    static IEnumerable<IReadOnlyList<TimelineEntry>> Cycles(IReadOnlyList<TimelineEntry> box)
    {
        var cycle = new List<TimelineEntry>();
        foreach (var entry in box)
        {
            if (entry.Fact is BoxIssued && cycle.Count > 0)
            {
                yield return cycle;
                cycle = [];
            }
            cycle.Add(entry);
        }
        if (cycle.Count > 0) yield return cycle;
    }
}

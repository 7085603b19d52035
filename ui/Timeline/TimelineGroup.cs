namespace SpecimenLogistics.Ui;

/// <summary>Facts of one kind from one device that follow each other: two hundred packed tubes are one line until opened.</summary>
public sealed record TimelineGroup(IReadOnlyList<TimelineEntry> Entries)
{
    const int Least = 4;

    public TimelineEntry First => Entries[0];
    public TimelineEntry Last => Entries[^1];
    public string Key => $"{First.Stream}/{First.Seq}";

    public static IReadOnlyList<TimelineGroup> Of(IReadOnlyList<TimelineEntry> entries)
    {
        var groups = new List<TimelineGroup>();
        for (var i = 0; i < entries.Count;)
        {
            var run = entries.Skip(i).TakeWhile(e => (e.Kind, e.Device, e.Stream) == (entries[i].Kind, entries[i].Device, entries[i].Stream)).ToArray();
            if (run.Length >= Least) groups.Add(new TimelineGroup(run));
            else groups.AddRange(run.Select(e => new TimelineGroup([e])));
            i += run.Length;
        }
        return groups;
    }
}

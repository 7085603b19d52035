namespace SpecimenLogistics.Journal;

/// <summary>Every row that a note says was seen is there: what a note made up would be acknowledged and never stored. Where rows were destroyed nobody can tell.</summary>
internal static class SeenCheck
{
    public static void Run(Reader reader, Acts acts, Findings findings)
    {
        if (SeenNotes.TableNames.Any(t => acts.OfTable(t).Count > 0)) return;
        var rows = new Dictionary<(string, uint), SeenBoot>();
        foreach (var table in SeenNotes.TableNames) SeenNotes.ReadOn(reader, table, 0, rows);
        foreach (var (key, noted) in SeenNotes.Load(reader, out _))
        {
            var there = rows.TryGetValue(key, out var boot) ? boot.Ranges.All : [];
            foreach (var (first, last) in noted.Ranges.All)
                if (!there.Any(r => r.First <= first && last <= r.Last)) findings.Break("seen", null, $"a note says that {key.Item1} told {first} to {last} of boot {key.Item2}, and not all of it is there");
        }
    }
}

namespace SpecimenLogistics.Journal;

/// <summary>What the writers of a shared store hand on to each other is what there is.</summary>
internal static class TurnCheck
{
    public static void Run(Reader reader, Findings findings)
    {
        if (reader.Number("SELECT COUNT(*) FROM turn") != 1) findings.Break("turn", null, "it is not one row");
        var (said, there) = (reader.Number("SELECT facts FROM turn"), reader.Number("SELECT SUM(seq) FROM stream_head"));
        if (said != there) findings.Break("turn", null, $"it counts {said} facts, the streams' heads {there}");
    }
}

namespace SpecimenLogistics.Journal;

/// <summary>
/// Every position up to the mark is in the index under its own hearer and time, and nothing else is: a row taken out of the
/// index would hide a position that the running hash still vouches for.
/// </summary>
internal static class PositionTimeCheck
{
    const string Where = "position_time";

    public static void Run(Reader reader, Findings findings)
    {
        var until = reader.Number("SELECT until FROM position_timed");
        if (reader.Number("SELECT COUNT(*) FROM position_timed") != 1) findings.Break(Where, null, "its mark is not one row");
        if (reader.Number($"SELECT {KeptHashes.EndOf("position")}") < until) findings.Break(Where, until, "its mark is beyond the positions");
        var lost = reader.Number(
            """
            SELECT MIN(p.id) FROM position p LEFT JOIN position_time t ON t.hearer = p.hearer AND t.occurred_at = p.occurred_at AND t.id = p.id
            WHERE p.id <= $1 AND t.id IS NULL
            """, until);
        if (lost != 0) findings.Break(Where, lost, "the position is not found by its time");
        if (reader.Number("SELECT COUNT(*) FROM position_time") > reader.Number("SELECT COUNT(*) FROM position WHERE id <= $1", until)) findings.Break(Where, null, "it holds more than there are positions up to its mark");
    }
}

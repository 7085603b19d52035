namespace SpecimenLogistics.Ui;

/// <summary>
/// A box and its places hear of a move one after the other, within a second: a place that differs for less is being told. Only what differs by
/// the same number for longer is called wrong; a word that is taken back each minute is read by nobody. Used by one painter.
/// </summary>
sealed class LedgerPatience(TimeProvider clock)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    Dictionary<(string Party, int By), long> since = [];

    public LedgerSummary Judge(LedgerSummary seen)
    {
        since = seen.Off.ToDictionary(Key, line => since.TryGetValue(Key(line), out var at) ? at : clock.GetTimestamp());
        var lasting = seen.Off.Where(line => clock.GetElapsedTime(since[Key(line)]) >= Patience).ToList();
        return seen with { Off = lasting, Moving = seen.Off.Count - lasting.Count };
    }

    /// <summary>An account that does not add up in itself differs by that.</summary>
    static (string, int) Key(LedgerLine line) => (line.Party, line.Balance == line.Boxes ? line.Opening + line.In - line.Out - line.Balance : line.Balance - line.Boxes);
}

using System.Globalization;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>
/// Serials as a table. <c>outcome</c> is what the bench said, <c>judged</c> what it comes to against what was packed; what is
/// written here can be read again.
/// </summary>
static class TubesCsv
{
    public static readonly IReadOnlyList<string> Columns = ["serial", "box", "cycle", "outcome", "reason", "read_at", "read_by", "judged", "received_at"];

    public static string Head => CsvText.Row([.. Columns]);

    public static string Row(TubeLine tube) => CsvText.Row(
        tube.Serial, tube.Box.Value, tube.Cycle.ToString(CultureInfo.InvariantCulture), tube.Said is { } said ? Kebab.Of(said) : "", tube.Reason,
        Iso(tube.At), tube.By?.Value, Kebab.Of(tube.Outcome), Iso(tube.ReceivedAt));

    /// <summary>Only <c>serial</c> must be there; without a column <c>outcome</c> every tube was accepted, with an empty cell it was not had.</summary>
    public static TubeList Read(string text)
    {
        var list = new TubeList();
        IReadOnlyList<string>? head = null;
        foreach (var (line, cells) in CsvText.Rows(text.TrimStart('\uFEFF')))
        {
            if (head is null)
            {
                head = [.. cells.Select(c => c.ToLowerInvariant())];
                if (!head.Contains("serial")) { list.Wrong(line, $"The first line must name the columns, serial among them: {string.Join(',', Columns)}."); return list; }
                continue;
            }
            list.Lines++;
            Take(list, line, head, cells);
        }
        return list;
    }

    static void Take(TubeList list, int line, IReadOnlyList<string> head, IReadOnlyList<string> cells)
    {
        if (cells.Count > head.Count) { list.Wrong(line, $"The line has {cells.Count} cells, but {head.Count} columns are named."); return; }
        var word = head.Contains("outcome") ? Cell("outcome") : "accepted";
        if (!TryOutcome(word, out var outcome)) list.Wrong(line, "outcome is accepted, accepted-with-remark or rejected; empty when the tube was not there.");
        else list.Take(line, Cell("serial"), Cell("box"), outcome, Cell("reason"), Cell("read_at"), Cell("read_by"));

        string? Cell(string column)
        {
            for (var i = 0; i < head.Count && i < cells.Count; i++)
                if (head[i] == column) return cells[i].Length > 0 ? cells[i] : null;
            return null;
        }
    }

    static bool TryOutcome(string? word, out TubeOutcome? outcome)
    {
        outcome = null;
        if (word is null) return true;
        foreach (var each in Enum.GetValues<TubeOutcome>())
            if (Kebab.Of(each) == word) outcome = each;
        return outcome is not null;
    }

    static string Iso(Instant? at) => at?.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture) ?? "";
}

using System.Text;

namespace SpecimenLogistics.Ui;

/// <summary>Comma-separated values as RFC 4180 has them; lines may also end in a line feed alone.</summary>
static class CsvText
{
    /// <summary>A cell that a spreadsheet would take for a formula is written with an apostrophe in front, and read without.</summary>
    const string Formula = "=+-@\t\r";

    public static string Row(params ReadOnlySpan<string?> cells)
    {
        var row = new StringBuilder();
        for (var i = 0; i < cells.Length; i++) row.Append(i == 0 ? "" : ",").Append(Cell(cells[i] ?? ""));
        return row.Append("\r\n").ToString();
    }

    static string Cell(string text)
    {
        if (text.Length > 0 && Formula.Contains(text[0])) text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>Rows with the number of the line each begins at; empty lines are left out. A quote left open ends with the text.</summary>
    public static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Rows(string text)
    {
        var (line, begun, quoted) = (1, 1, false);
        var (cells, cell) = (new List<string>(), new StringBuilder());
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            if (quoted && i < text.Length)
            {
                if (c == '\n') line++;
                if (c != '"') cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') { cell.Append('"'); i++; }
                else quoted = false;
            }
            else if (c == '"' && cell.Length == 0) quoted = true;
            else if (c == ',') Next(cells, cell);
            else if (c == '\n')
            {
                Next(cells, cell);
                if (cells.Count > 1 || cells[0].Length > 0) yield return (begun, cells);
                (cells, begun) = ([], ++line);
            }
            else cell.Append(c);
        }
    }

    static void Next(List<string> cells, StringBuilder cell)
    {
        var text = cell.ToString().Trim();
        cells.Add(text.Length > 1 && text[0] == '\'' && Formula.Contains(text[1]) ? text[1..] : text);
        cell.Clear();
    }
}

using System.Globalization;
using System.Text;

namespace SpecimenLogistics.Simulators.Programme;

/// <summary>One row of a comma separated file with a heading: by column name, and a refusal that names file and line.</summary>
internal sealed class Row(string file, int line, IReadOnlyDictionary<string, int> columns, IReadOnlyList<string> cells)
{
    public string Text(string column) =>
        columns.TryGetValue(column, out var at) ? cells[at] : throw new InvalidDataException($"{file} has no column {column}.");

    public string? Optional(string column) => Text(column) is { Length: > 0 } text ? text : null;

    public double Number(string column) =>
        double.TryParse(Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(column, "a number");

    public int Whole(string column) =>
        int.TryParse(Text(column), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(column, "a whole number");

    public long Clock(string column) => Hour(Text(column)) ?? throw Wrong(column, "an hour such as 08:00");

    /// <summary>Milliseconds since midnight of <c>08:00</c>.</summary>
    public static long? Hour(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.Ticks / TimeSpan.TicksPerMillisecond : null;

    public InvalidDataException Wrong(string column, string wanted) => new($"{file}, line {line}: {column} is \"{Text(column)}\", wanted {wanted}.");
}

internal static class Table
{
    public static IReadOnlyList<Row> Read(string path)
    {
        var lines = File.ReadAllLines(path, Encoding.UTF8);
        var columns = Cells(lines[0]).Select((name, at) => (name, at)).ToDictionary(c => c.name, c => c.at);
        var rows = new List<Row>(lines.Length);
        for (var i = 1; i < lines.Length; i++)
        {
            var cells = Cells(lines[i]);
            if (cells.Count != columns.Count) throw new InvalidDataException($"{Path.GetFileName(path)}, line {i + 1}: {cells.Count} cells under {columns.Count} headings.");
            rows.Add(new Row(Path.GetFileName(path), i + 1, columns, cells));
        }
        return rows;
    }

    static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quoted && c == '"' && i + 1 < line.Length && line[i + 1] == '"') { cell.Append('"'); i++; }
            else if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) { cells.Add(cell.ToString()); cell.Clear(); }
            else cell.Append(c);
        }
        cells.Add(cell.ToString());
        return cells;
    }
}

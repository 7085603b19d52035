using System.Globalization;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>
/// Which process holds the other end of a connection of this machine, as Linux tells it under <c>/proc</c>: so that a wire can be cut for one and not
/// for another, although all call from the same address.
/// </summary>
internal static class Callers
{
    static readonly string[] s_tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    public static bool CanBeKnown => File.Exists(s_tables[0]);

    /// <returns>The place of the one that connects from this port; null for none of them.</returns>
    public static int? Of(int port, IReadOnlyList<int> processes)
    {
        if (InodeOf(port) is not { } inode) return null;
        var link = $"socket:[{inode}]";
        foreach (var (n, process) in processes.Index())
            if (Holds(process, link)) return n;
        return null;
    }

    static string? InodeOf(int port)
    {
        var local = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        foreach (var table in s_tables.Where(File.Exists))
            foreach (var line in File.ReadLines(table).Skip(1))
            {
                // Number, here, there, state, and six more before the inode.
                var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (columns.Length > 9 && columns[1].EndsWith(local, StringComparison.Ordinal) && columns[9] != "0") return columns[9];
            }
        return null;
    }

    static bool Holds(int process, string link)
    {
        try { return Directory.EnumerateFiles($"/proc/{process}/fd").Any(f => LinkOf(f) == link); }
        catch (IOException) { return false; }
        catch (UnauthorizedAccessException) { return false; }
    }

    static string? LinkOf(string file)
    {
        try { return new FileInfo(file).LinkTarget; }
        catch (IOException) { return null; }
    }
}

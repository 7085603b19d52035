using System.Globalization;

namespace SpecimenLogistics.Benchmarks.Loads;

/// <summary>Each connection is an open file here and at the broker, which has the limit of whoever starts it.</summary>
static class OpenFiles
{
    /// <summary>Programs, stores and databases.</summary>
    const int Besides = 500;

    /// <summary>What is lacking for so many connections, in one line; null where nothing is.</summary>
    public static string? Lacking(int connections)
    {
        const string limits = "/proc/self/limits", name = "Max open files";
        var wanted = connections + Besides;
        var limit = !File.Exists(limits) ? null : File.ReadLines(limits).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var allowed) && allowed < wanted
            ? $"{connections} connections need {wanted} open files in a process, and {allowed} are allowed: say 'ulimit -n {wanted}' before, or fewer --connections"
            : null;
    }
}

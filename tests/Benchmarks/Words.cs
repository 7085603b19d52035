using System.Globalization;

namespace SpecimenLogistics.Benchmarks;

/// <summary>Options of a command line, as name and value.</summary>
static class Words
{
    public static double Number(IReadOnlyList<string> words, string name, double otherwise) =>
        Text(words, name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public static string? Text(IReadOnlyList<string> words, string name)
    {
        for (var i = 0; i + 1 < words.Count; i++)
            if (words[i] == name) return words[i + 1];
        return null;
    }
}

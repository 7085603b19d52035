using System.Globalization;

namespace SpecimenLogistics.Benchmarks.Loads;

/// <param name="Seconds">Of each measurement.</param>
/// <param name="WarmUp">Publishes before it, unless they take longer than it does.</param>
/// <param name="Stores"><c>sqlite</c> or <c>postgres</c>; a file has one process only, whatever <paramref name="Nodes"/> says.</param>
sealed record LoadOptions(int Seconds, int Rounds, int WarmUp, IReadOnlyList<int> Connections, IReadOnlyList<int> Nodes, IReadOnlyList<string> Stores, string? Json)
{
    // As many as one process of the server lets in.
    const int MostConnections = 10_000, MostNodes = 9, MostRounds = 100, MostSeconds = 600, MostWarmUp = 10_000_000;
    static readonly IReadOnlyList<string> s_names = ["--seconds", "--rounds", "--warm-up", "--connections", "--nodes", "--store", "--json"];
    static readonly IReadOnlyList<string> s_stores = ["sqlite", "postgres"];

    /// <summary>Throws <see cref="FormatException"/> with what is wrong in one line.</summary>
    public static LoadOptions Read(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i += 2)
            if (!s_names.Contains(words[i])) throw new FormatException($"'{words[i]}' is none of {string.Join(", ", s_names)}");
            else if (i + 1 == words.Count) throw new FormatException($"{words[i]} needs a value");
        var options = new LoadOptions(
            Number(words, "--seconds", "4", MostSeconds), Number(words, "--rounds", "2", MostRounds), Number(words, "--warm-up", "40000", MostWarmUp),
            Numbers(words, "--connections", "150,1000,5000", MostConnections), Numbers(words, "--nodes", "1,3", MostNodes),
            (Words.Text(words, "--store") ?? "sqlite,postgres").Split(','), Words.Text(words, "--json"));
        if (options.Stores.FirstOrDefault(store => !s_stores.Contains(store)) is { } unknown) throw new FormatException($"--store is sqlite, postgres or both with a comma between, not '{unknown}'");
        return options.Installations.Any() ? options : throw new FormatException("a store in a file has one process: --nodes 1, or --store postgres");
    }

    public IEnumerable<(string Store, int Nodes)> Installations =>
        from store in Stores from nodes in Nodes where nodes == 1 || store == "postgres" select (store, nodes);

    static int Number(IReadOnlyList<string> words, string name, string otherwise, int most) =>
        Numbers(words, name, otherwise, most) is [var one] ? one : throw new FormatException($"{name} is one number");

    static IReadOnlyList<int> Numbers(IReadOnlyList<string> words, string name, string otherwise, int most) =>
        [.. (Words.Text(words, name) ?? otherwise).Split(',').Select(text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number : throw new FormatException($"{name} wants 1 to {most}, not '{text}'"))];
}

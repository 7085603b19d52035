using System.Globalization;

namespace SpecimenLogistics.Server;

/// <summary>
/// The options of a command line, each <c>--name value</c>. Whoever needs one asks for it; what nobody asked for is unknown.
/// The first thing that is wrong is kept as the sentence its writer is told, and asking goes on with a harmless value.
/// </summary>
sealed class Given
{
    readonly Dictionary<string, string> values = [];
    readonly HashSet<string> asked = [];
    string? mistake;

    public Given(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i += 2)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal)) Wrong($"'{words[i]}' is not an option");
            else if (i + 1 == words.Count) Wrong($"{words[i]} needs a value");
            else if (!values.TryAdd(words[i], words[i + 1])) Wrong($"{words[i]} is given twice");
        }
    }

    /// <summary>null where all that was given was asked for and could be read.</summary>
    public string? Mistake => values.Keys.FirstOrDefault(name => !asked.Contains(name)) is { } unknown ? $"unknown option {unknown}; Server alone says what there is" : mistake;

    /// <summary>Keeps <paramref name="sentence"/>, unless something was wrong before.</summary>
    public void Wrong(string sentence) => mistake ??= sentence;

    public bool Has(string name) => Text(name) is not null;

    public string? Text(string name)
    {
        asked.Add(name);
        return values.GetValueOrDefault(name);
    }

    /// <summary>What of <paramref name="names"/> was given.</summary>
    public IReadOnlyList<string> Of(params string[] names) => [.. names.Where(Has)];

    /// <summary>0 to 65535; 0, also where it was not given, is a free one.</summary>
    public int Port(string name)
    {
        if (Text(name) is not { } text) return 0;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65_535) return port;
        Wrong($"{name} must be a port from 0 to 65535, not '{text}'");
        return 0;
    }

    /// <summary>Addresses of http or https, with commas between them.</summary>
    public IReadOnlyList<Uri> Addresses(string name)
    {
        var found = new List<Uri>();
        foreach (var text in (Text(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
            if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https") found.Add(address);
            else Wrong($"{name}: '{text}' is not an http or https address");
        return found;
    }

    /// <summary>One of <paramref name="words"/>; the first where nothing was given.</summary>
    public string OneOf(string name, params string[] words)
    {
        var word = Text(name) ?? words[0];
        if (words.Contains(word)) return word;
        Wrong($"{name} must be {string.Join(" or ", words)}, not '{word}'");
        return words[0];
    }
}

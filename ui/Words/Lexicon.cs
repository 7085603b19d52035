using System.Collections.Frozen;
using System.Text.Json;

namespace SpecimenLogistics.Ui;

/// <summary>
/// The words of one language, from all files of it: <c>en.json</c>, and one a room such as <c>reports.en.json</c>. All languages
/// have the same keys; an unknown key is a bug and throws.
/// </summary>
public sealed class Lexicon
{
    public const string English = "en";
    public const string TraditionalChinese = "zh-Hant-HK";
    public const string SimplifiedChinese = "zh-Hans";

    /// <summary>In the order they are offered.</summary>
    public static readonly IReadOnlyList<string> Languages = [English, TraditionalChinese, SimplifiedChinese];

    static readonly FrozenDictionary<string, Lexicon> All = Languages.ToFrozenDictionary(l => l, Read);

    readonly FrozenDictionary<string, string> words;

    Lexicon(string language, Dictionary<string, string> words) => (Language, this.words) = (language, words.ToFrozenDictionary());

    /// <summary>As in the page's lang attribute.</summary>
    public string Language { get; }
    public bool IsChinese => Language != English;
    public IReadOnlyCollection<string> Keys => words.Keys;

    public string this[string key] => words.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"no word for '{key}' in {Language}");

    public string Of(string key, params ReadOnlySpan<object?> args) => string.Format(Plurals.Instance, this[key], args);

    /// <summary>A word of a family, or the family's general one: <c>wave.2</c>, else <c>wave.n</c>.</summary>
    public string Numbered(string family, int number) =>
        words.TryGetValue($"{family}.{number}", out var text) ? text : Of(family + ".n", number);

    /// <summary>How a zone is named on the screens.</summary>
    public string Zone(string zone) => words.TryGetValue("zone." + zone, out var text) ? text : zone;

    /// <summary>A site's name in this language.</summary>
    public string Name(string english, string chinese) => IsChinese ? chinese : english;

    public static Lexicon For(string? language) => language is not null && All.TryGetValue(language, out var lexicon) ? lexicon : All[English];

    /// <summary>What a visitor gets who has not chosen: Chinese where the browser asks for it first, in the script that its region writes.</summary>
    public static string Preferred(string acceptLanguage)
    {
        var first = acceptLanguage.Split(',', 2)[0].Split(';', 2)[0].Trim();
        if (!first.StartsWith("zh", StringComparison.OrdinalIgnoreCase)) return English;
        string[] parts = first.ToUpperInvariant().Split('-');
        var simplified = parts.Contains("HANS") || (!parts.Contains("HANT") && (parts.Contains("CN") || parts.Contains("SG")));
        return simplified ? SimplifiedChinese : TraditionalChinese;
    }

    static Lexicon Read(string language)
    {
        var assembly = typeof(Lexicon).Assembly;
        var words = new Dictionary<string, string>();
        foreach (var file in assembly.GetManifestResourceNames().Where(name => name.StartsWith("Words.", StringComparison.Ordinal) && name.EndsWith($".{language}.json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(file)!;
            foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!) words.Add(key, text);
        }
        return words.Count > 0 ? new Lexicon(language, words) : throw new InvalidOperationException($"the words of {language} are not in the assembly");
    }
}

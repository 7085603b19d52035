using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ui.Labels;

/// <summary>From what was typed to labels, or a sentence for each thing that is wrong.</summary>
sealed class LabelReading(LabelWish wish, Lexicon words)
{
    /// <summary>Twenty sheets: what one puts into a printer at once.</summary>
    public const int Most = 20 * LabelOrder.ASheet;

    /// <summary>A list stands in the address, which is no longer than servers take.</summary>
    public const int MostListed = 210;

    readonly List<string> wrong = [];

    public IReadOnlyList<string> Wrong => wrong;

    public LabelOrder? Read(ViewCache views)
    {
        if (Kind() is not { } kind)
        {
            Say("labels.wrong.kind");
            return null;
        }
        var codes = wish.List.Length > 0 ? Listed(kind) : Ranged(kind);
        var site = wish.Site.Length == 0 ? null : views.One<SiteView>(wish.Site);
        if (wish.Site.Length > 0 && site is null) Say("labels.wrong.site", Short(wish.Site));
        var first = wish.First.Length == 0 ? 1 : Number(wish.First, LabelOrder.ASheet);
        if (first is null) Say("labels.wrong.first", LabelOrder.ASheet);
        return wrong.Count == 0 ? new LabelOrder(kind, codes, site, first!.Value - 1) : null;
    }

    LabelKind? Kind()
    {
        foreach (var kind in LabelForms.Kinds)
            if (Kebab.Of(kind) == wish.Kind) return kind;
        return null;
    }

    IReadOnlyList<string> Listed(LabelKind kind)
    {
        string[] codes = [.. wish.List.Split([' ', ',', ';', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(text => LabelForms.Written(kind, text))];
        if (wish.From.Length > 0 || wish.To.Length > 0) Say("labels.wrong.both");
        if (codes.Length > MostListed) Say("labels.wrong.listed", codes.Length, MostListed);
        foreach (var code in codes.Where(code => !LabelForms.IsCode(kind, code)).Take(3)) NoCode(kind, code);
        if (codes.GroupBy(code => code).FirstOrDefault(same => same.Count() > 1) is { } twice) Say("labels.wrong.twice", Short(twice.Key));
        return codes;
    }

    IReadOnlyList<string> Ranged(LabelKind kind)
    {
        var (from, to) = (LabelForms.Written(kind, wish.From), LabelForms.Written(kind, wish.To));
        if (from.Length == 0)
        {
            Say(kind == LabelKind.Tube ? "labels.wrong.no-count" : "labels.wrong.none");
            return [];
        }
        foreach (var code in new[] { from, to }.Where(code => code.Length > 0 && !LabelForms.IsCode(kind, code))) NoCode(kind, code);
        if (wrong.Count > 0) return [];
        var count = to.Length > 0 ? CodeRange.Count(kind, from, to) : wish.Count.Length > 0 ? Number(wish.Count, Most) : 1;
        if (count is null) Say(to.Length > 0 ? "labels.wrong.range" : "labels.wrong.count", to.Length > 0 ? from : Most, to);
        else if (count > Most) Say("labels.wrong.many", count, Most);
        if (wrong.Count > 0) return [];
        var codes = CodeRange.From(kind, from, (int)count!.Value);
        if (codes is null || !codes.All(code => LabelForms.IsCode(kind, code))) Say("labels.wrong.runs-out", from, count);
        return codes ?? [];
    }

    static int? Number(string text, int most) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number : null;

    void NoCode(LabelKind kind, string code) => Say("labels.wrong.code", Short(code), words["labels.form." + Kebab.Of(kind)]);
    void Say(string key, params ReadOnlySpan<object?> args) => wrong.Add(words.Of(key, args));

    static string Short(string text) => text.Length <= 20 ? text : text[..20] + "…";
}

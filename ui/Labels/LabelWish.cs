using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ui.Labels;

/// <summary>What somebody typed to have labels of, as it was typed: a form that was wrong loses nothing.</summary>
/// <param name="First">Place on the first sheet, 1 to 21: a sheet that was begun is used up.</param>
public sealed record LabelWish(string Kind, string From, string To, string List, string Count, string Site, string First)
{
    public static LabelWish Of(HttpRequest request, string? kind = null)
    {
        string Text(string field) => request.Query[field] is [{ } typed] ? typed.Trim() : "";
        return new LabelWish(kind ?? Text("kind"), Text("from"), Text("to"), Text("list"), Text("count"), Text("site").ToUpperInvariant(), Text("first"));
    }

    /// <summary>The address of the sheets, with nothing in it that was left empty.</summary>
    public string Address => $"/labels/{Uri.EscapeDataString(Kind)}" + QueryString.Create(
        new KeyValuePair<string, string?>[] { new("from", From), new("to", To), new("list", List), new("count", Count), new("site", Site), new("first", First) }.Where(f => f.Value is { Length: > 0 }));
}

/// <summary>Labels as they are printed.</summary>
/// <param name="Site">Where they are for, in both scripts; null for anywhere.</param>
/// <param name="Skip">Places of the first sheet that were used before.</param>
public sealed record LabelOrder(LabelKind Kind, IReadOnlyList<string> Codes, SiteView? Site, int Skip)
{
    public const int ASheet = 21;

    public IReadOnlyList<IReadOnlyList<string?>> Sheets =>
        [.. Enumerable.Repeat<string?>(null, Skip).Concat(Codes).Chunk(ASheet)];
}

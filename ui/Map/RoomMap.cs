using System.Globalization;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>What the room's map shows: every site, and labels only for what needs somebody and for the hubs.</summary>
public static class RoomMap
{
    const int MostCallouts = 14, MostSilent = 30;

    public static IReadOnlyList<DrawItem> Of(RoomPicture picture, Lexicon words) =>
        [.. picture.Sites.Select(Site), .. Needy(picture), .. Silent(picture, words), .. picture.Sites.Where(s => s.Row is null && s.Shape >= SiteShape.Laboratory).Select(s => Hub(s, words))];

    static DrawItem Site(SiteMark mark) => At(mark, mark.Shape switch
    {
        SiteShape.NotClosed => DrawShape.OpenSquare,
        SiteShape.Awaiting => DrawShape.Square,
        SiteShape.Collected => DrawShape.Dot,
        SiteShape.Laboratory => DrawShape.Hexagon,
        _ => DrawShape.Warehouse,
    }, DrawTone.Plain, mark.Shape switch
    {
        SiteShape.Laboratory => mark.Site.Id.Value[^1..],
        SiteShape.Warehouse => "W",
        _ => "",
    }) with { Metres = mark.Site.FenceM, Name = $"{mark.Site.Id} {mark.Site.NameEn} {mark.Site.NameZh}" };

    static DrawItem Hub(SiteMark mark, Lexicon words) => At(mark, DrawShape.Note, DrawTone.Quiet, mark.Shape == SiteShape.Laboratory
        ? $"{mark.Site.Id} {words.Of("map.gate", mark.Gate, mark.Busy, mark.Site.Docks.Count)}"
        : $"{mark.Site.Id} {words.Of("map.parked", mark.Standing)}");

    static DrawItem At(SiteMark mark, DrawShape shape, DrawTone tone, string label) =>
        new(shape, tone, VehicleMark.ToGrid(mark.Site.LonDeg), VehicleMark.ToGrid(mark.Site.LatDeg), $"site/{mark.Site.Id}", label);

    /// <summary>Of whom nothing is heard: where they were, and when that was.</summary>
    static IEnumerable<DrawItem> Silent(RoomPicture picture, Lexicon words) => picture.Silent.Take(MostSilent).Select(s =>
        new DrawItem(DrawShape.Note, DrawTone.Quiet, 0, 0, $"vehicle/{s.Vehicle}", words.Of(s.ByPhone ? "map.by-phone" : "map.last-known", s.Vehicle, picture.Times.Minute(s.LastHeard))));

    /// <summary>The worst first; deliveries on one vehicle share its label.</summary>
    static IEnumerable<DrawItem> Needy(RoomPicture picture)
    {
        var sites = picture.Sites.ToDictionary(s => s.Site.Id.Value);
        var rows = (picture.Wave?.Board ?? []).Where(r => r is { Open: true, NeedsSomebody: true }).GroupBy(Anchor);
        return rows.OrderBy(g => g.Min(r => r.State)).ThenBy(g => g.Min(r => r.MarginLow)).Take(MostCallouts).Select(g => Callout(g.Key, [.. g], sites));
    }

    static string Anchor(DeliveryRow row) =>
        row.Phase >= Phase.OnRoad && row.Carrier is { Kind: PartyKind.Vehicle } carrier ? $"vehicle/{carrier.Id}" : $"site/{row.Id.Site}";

    static DrawItem Callout(string anchor, IReadOnlyList<DeliveryRow> rows, Dictionary<string, SiteMark> sites)
    {
        var worst = rows.MinBy(r => (r.State, r.MarginLow))!;
        var (tone, sign) = worst.State switch
        {
            BoardState.Late => (DrawTone.Late, "■"),
            BoardState.AtRisk => (DrawTone.Risk, "▲"),
            _ => (DrawTone.Tight, "◇"),
        };
        var vehicle = anchor.StartsWith("vehicle/", StringComparison.Ordinal) ? anchor[8..] + " " : "";
        var centres = string.Join(' ', rows.Select(r => r.Id.Site.Value).Distinct());
        var site = sites.GetValueOrDefault(worst.Id.Site.Value)?.Site;
        return new DrawItem(DrawShape.Callout, tone, VehicleMark.ToGrid(site?.LonDeg ?? 0), VehicleMark.ToGrid(site?.LatDeg ?? 0), anchor, $"{sign} {vehicle}{centres} {Figures.Margin(worst.MarginLow)}");
    }
}

/// <summary>How figures are written, the same in every language.</summary>
public static class Figures
{
    /// <summary><c>+16</c>, <c>−14</c>, with a true minus sign.</summary>
    public static string Margin(int minutes) => (minutes < 0 ? "−" : "+") + Math.Abs((long)minutes).ToString(CultureInfo.InvariantCulture);

    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}

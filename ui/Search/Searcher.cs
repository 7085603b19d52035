using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>Finds a box, tube, seal, vehicle, site, dock or delivery by its code or, for a site, its name.</summary>
public sealed class Searcher(LiveState live, IReadModel readModel)
{
    public const int Longest = 64;
    public const int Most = 20;

    /// <summary>Exact codes first, then those that begin so, then those that hold it.</summary>
    public async Task<IReadOnlyList<SearchHit>> Find(string text, CancellationToken cancel)
    {
        var q = text.Trim();
        if (q.Length is 0 or > Longest) return [];
        var found = Boxes(q).Concat(Vehicles(q)).Concat(Sites(q)).Concat(Docks(q)).Concat(Deliveries(q)).Where(f => f.Rank < int.MaxValue);
        var hits = found.OrderBy(f => f.Rank).ThenBy(f => f.Hit.Id, StringComparer.Ordinal).Take(Most).Select(f => f.Hit);
        return [.. (await Tubes(q, cancel)).Concat(hits).Take(Most)];
    }

    async Task<IEnumerable<SearchHit>> Tubes(string q, CancellationToken cancel)
    {
        if (!TubeSerial.TryParse(q, out var tube)) return [];
        var boxes = (await readModel.FindTube(tube.Value, cancel)).Select(item => item.Box).Distinct().ToArray();
        return boxes.Length == 0 ? [] : [new SearchHit("tube", tube.Value, tube.Value, string.Join(", ", boxes))];
    }

    IEnumerable<(int Rank, SearchHit Hit)> Boxes(string q) => live.Views.All<BoxView>().Select(box =>
    {
        var seals = box.Cycles.Select(c => c.MechanicalSeal).Append(box.Seal?.Value).OfType<string>();
        var bySeal = seals.FirstOrDefault(seal => Rank(seal, q) < int.MaxValue);
        var rank = Math.Min(Rank(box.Id.Value, q), bySeal is null ? int.MaxValue : Rank(bySeal, q));
        var title = bySeal is null ? box.Id.Value : $"{box.Id} · {bySeal}";
        return (rank, new SearchHit("box", box.Id.Value, title, $"{Kebab.Of(box.Place)} · {box.Holder?.Value ?? "-"}"));
    });

    IEnumerable<(int Rank, SearchHit Hit)> Vehicles(string q) => live.Views.All<VehicleView>().Select(vehicle =>
        (Rank(vehicle.Id.Value, q), new SearchHit("vehicle", vehicle.Id.Value, vehicle.Id.Value, $"{vehicle.Aboard.Count} boxes · {vehicle.Visits.LastOrDefault()?.Site.Value ?? "-"}")));

    IEnumerable<(int Rank, SearchHit Hit)> Sites(string q) => live.Views.All<SiteView>().Select(site =>
        (Math.Min(Rank(site.Id.Value, q), Math.Min(Name(site.NameEn, q), Name(site.NameZh, q))),
            new SearchHit("site", site.Id.Value, site.Id.Value, $"{site.NameEn} {site.NameZh}")));

    IEnumerable<(int Rank, SearchHit Hit)> Docks(string q) => live.Views.All<DockView>().Select(dock =>
        (Rank(dock.Id.Value, q), new SearchHit("dock", dock.Id.Value, dock.Id.Value, dock.Site?.Value ?? "-")));

    IEnumerable<(int Rank, SearchHit Hit)> Deliveries(string q) => live.Views.All<DeliveryView>().Select(delivery =>
        (Math.Max(1, Rank(delivery.Id.Value, q)), new SearchHit("delivery", delivery.Id.Value, delivery.Id.Value, $"{delivery.NameEn} {delivery.NameZh} · {Kebab.Of(delivery.Stage)}")));

    static int Name(string name, string q) => name.Contains(q, StringComparison.OrdinalIgnoreCase) ? 3 : int.MaxValue;

    static int Rank(string code, string q) =>
        code.Equals(q, StringComparison.OrdinalIgnoreCase) ? 0
        : code.StartsWith(q, StringComparison.OrdinalIgnoreCase) ? 1
        : code.Contains(q, StringComparison.OrdinalIgnoreCase) ? 2 : int.MaxValue;
}

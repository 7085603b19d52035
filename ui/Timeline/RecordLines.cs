using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>What a view says, as terms and values for the head of a record.</summary>
static class RecordLines
{
    public static IEnumerable<(string Term, string Value)> Of(string kind, string id, ViewCache views, ZonedTimes times, VehicleFix? fix, Lexicon w) => kind switch
        {
            "box" when views.One<BoxView>(id) is { } box => Box(box, w, times),
            "vehicle" when views.One<VehicleView>(id) is { } vehicle => Vehicle(vehicle, fix, w, times),
            "site" when views.One<SiteView>(id) is { } site => Site(site, w),
            "delivery" when views.One<DeliveryView>(id) is { } delivery => Delivery(delivery, w, times),
            _ => [],
        };

    static IEnumerable<(string, string)> Box(BoxView box, Lexicon w, ZonedTimes times)
    {
        yield return (w["panel.place"], w["place." + Kebab.Of(box.Place)] + (box.Since is { } since ? " " + w.Of("panel.since", times.Minute(since)) : ""));
        yield return (w["panel.holder"], (box.Holder?.Value ?? "—") + (box.Half ? " · " + w["panel.half"] : ""));
        if (box.Probable is { } probable) yield return (w["panel.probable"], w.Of("panel.probable.value", probable.With.Value, times.Minute(probable.From), times.Minute(probable.Until)));
        yield return (w["panel.seal"], $"{box.Seal?.Value ?? "—"} · {w["seal." + Kebab.Of(box.SealState)]}");
        yield return (w["panel.cycle"], $"{box.Cycles.Count} · {w.Of("panel.tubes", box.Packed, box.Received)}");
        if (box.Temperature is { } temperature) yield return (w["panel.temperature"], Temperature(temperature, w, times));
        if (box.Discrepancies.Count > 0) yield return (w["panel.discrepancies"], string.Join(", ", box.Discrepancies.Select(d => w["discrepancy." + Kebab.Of(d)])));
    }

    static string Temperature(TemperatureView t, Lexicon w, ZonedTimes times) => w.Of(
        "panel.temperature.value", w["temperature." + Kebab.Of(t.State)], Figure(t.LastCelsius), t.LastAt is { } at ? times.Minute(at) : "—", Figure(t.MeanKineticCelsius),
        $"{t.MinutesAbove:0}", $"{t.MinutesBelow:0}", $"{t.MinutesUnknown:0}");

    static string Figure(double? celsius) => celsius is { } c ? c.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) : "—";

    static IEnumerable<(string, string)> Vehicle(VehicleView vehicle, VehicleFix? fix, Lexicon w, ZonedTimes times)
    {
        yield return (w["panel.boxes"], vehicle.Aboard.Count == 0 ? "0" : $"{vehicle.Aboard.Count}: {string.Join(", ", vehicle.Aboard.Select(b => b.Box.Value))}");
        if (fix is not null) yield return (w["panel.last-fix"], times.Precise(fix.At));
        if (vehicle.Visits.LastOrDefault() is { } visit) yield return (w["panel.visits"], $"{visit.Site} {times.Minute(visit.From)}–{times.Minute(visit.To)}");
        yield return (w["panel.account"], Account(vehicle.Account, w));
    }

    static IEnumerable<(string, string)> Site(SiteView site, Lexicon w)
    {
        yield return (w["kind.site"], $"{site.NameEn} {site.NameZh} · {site.District}");
        if (site.Laboratory is { } laboratory) yield return (w["panel.laboratory"], laboratory.Value);
        if (site.Stock is { } stock)
            yield return (w["panel.stock"], w.Of("panel.stock.value", stock.Kits, stock.Boxes, Figure(stock.TubesPerHour), Figure(stock.KitHours), Figure(stock.BoxHours)));
        yield return (w["panel.account"], Account(site.Account, w));
    }

    static IEnumerable<(string, string)> Delivery(DeliveryView delivery, Lexicon w, ZonedTimes times)
    {
        yield return (w["kind.site"], $"{delivery.Id.Site} {w.Name(delivery.NameEn, delivery.NameZh)}");
        yield return (w["panel.closure"], delivery.DeclaredClosure is { } closed ? times.Minute(closed) : w.Of("panel.closure.plan", times.Minute(delivery.PlannedClosure)));
        yield return (w["panel.target"], times.Minute(delivery.TargetAt));
        yield return (w["panel.laboratory"], delivery.Laboratory?.Value ?? "—");
        yield return (w["panel.boxes"], delivery.Boxes.Count == 0 ? "0" : string.Join(", ", delivery.Boxes.Select(b => b.Box.Value + (b.Place is { } place ? " " + w["place." + Kebab.Of(place)] : ""))));
    }

    static string Account(AccountView account, Lexicon w) => w.Of("panel.account.value", account.Opening, account.In, account.Out, account.Balance);
}

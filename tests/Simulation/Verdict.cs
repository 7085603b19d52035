using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Grains;
using SpecimenLogistics.Journal;
using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Simulation;

/// <summary>What must be so at the end of every history, whatever went wrong in it.</summary>
static class Verdict
{
    const uint Boot = 7;

    /// <summary>null where all of it holds; else which kind of wrong it is, a colon, and what.</summary>
    public static string? Of(Plan plan, Dialect dialect, ReaderPool readers, Onlooker onlooker)
    {
        foreach (var said in plan.Said)
            if (Stored(dialect, said) is not 1 and var times) return $"not stored once: {times} times, {said}";
        var report = Verifier.Run(dialect, null, null, Refold.View);
        if (!report.Ok) return "not whole: " + string.Join("; ", report.Breaks.Take(3));
        using var reader = new Reader(dialect.OpenReader(), dialect);
        var views = reader.Query("SELECT kind, id, seq, position, changed_at, view FROM entity_state", r => new EntityRow(r.GetString(0), r.GetString(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), (byte[])r[5]));
        foreach (var view in views)
            if (onlooker.Views.FirstOrDefault(v => (v.Kind, v.Id) == (view.Kind, view.Id)) is not { } seen || !seen.View.AsSpan().SequenceEqual(view.View))
                return $"not shown as it is: {view.Kind}/{view.Id}";
        return Books(views);
    }

    /// <summary>How often the store has it.</summary>
    public static long Stored(Dialect dialect, Said said)
    {
        using var reader = new Reader(dialect.OpenReader(), dialect);
        return said.Leaf == Leaf.Scan
            ? reader.Number("SELECT COUNT(*) FROM fact WHERE fact_id = $1", FactRows.Bytes(FactIds.OfDevice(said.Device, Boot, said.Seq, 0)))
            : reader.Number("SELECT COUNT(*) FROM heard WHERE device = $1 AND boot = $2 AND seq = $3", said.Device, (long)Boot, said.Seq);
    }

    /// <summary>Every place's account is what the boxes say: summaries have arrived, none too many and none too few.</summary>
    static string? Books(IReadOnlyList<EntityRow> views)
    {
        var boxes = views.Where(v => v.Kind == "box").Select(v => ViewJson.Read<BoxView>(v.View)).ToList();
        var vehicle = ViewJson.Read<VehicleView>(views.First(v => v.Kind == "vehicle").View);
        var aboard = boxes.Where(b => b.Holder?.Value == "vehicle:V001").Select(b => b.Id.Value).Order().ToList();
        var known = vehicle.Aboard.Select(b => b.Box.Value).Order().ToList();
        if (!aboard.SequenceEqual(known)) return $"books: the vehicle has {string.Join(' ', known)}, the boxes say {string.Join(' ', aboard)}";
        foreach (var site in views.Where(v => v.Kind == "site").Select(v => ViewJson.Read<SiteView>(v.View)))
        {
            var there = boxes.Count(b => b.Holder is { } holder && holder.Id == site.Id.Value);
            if (site.Account.Balance != there) return $"books: {site.Id} counts {site.Account.Balance} boxes, {there} say that they are there";
        }
        return null;
    }
}

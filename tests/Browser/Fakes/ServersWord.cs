using System.Text.Json;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ingest;
using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>What the server would make of a box from all that phones have handed in, in whatever order.</summary>
static class ServersWord
{
    static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <param name="without">An act that is left out, as if nobody had done it.</param>
    public static async Task<BoxState> Of(UiHost host, string box, Party opening, bool backwards = false, string? without = null)
    {
        var facts = new List<Recorded>();
        foreach (var (device, boot, seq, item) in host.Scans.Handed.OrderBy(h => h.Boot).ThenBy(h => h.Seq))
        {
            var scan = item.Deserialize<ScanItem>(Snake)!;
            if (scan.Box != box || scan.Act == without) continue;
            var place = ViewJson.Read<DeviceView>((await host.Store.One("device", device, default))!.View).Place;
            var fact = Assert.IsType<Translated.AsFact>(ScanTable.Translate(scan, new DevicePlace(Code.Parse<Party>(place), null, null)));
            var at = Instant.FromMilliseconds(scan.At);
            facts.Add(new Recorded(FactIds.Named($"{device}\n{boot}\n{seq}"), new Stamp(at, device, boot, seq, 0), TimeSpan.Zero, at, at, fact.Actor, fact.SecondActor, null, fact.Fact));
        }
        if (backwards) facts.Reverse();
        var registered = new Recorded(FactIds.Named(box), new Stamp(new Instant(0), "", 0, 0, 0), TimeSpan.Zero, null, new Instant(0), null, null, null,
            new BoxRegistered(Code.Parse<SealNumber>(box.Replace("BX", "ES", StringComparison.Ordinal)), Code.Parse<BeaconId>("B-" + box), opening));
        return facts.Aggregate(BoxState.Start(box).Apply(registered), (state, fact) => state.Apply(fact));
    }

    public static string Text(BoxState box) => System.Text.Encoding.UTF8.GetString(Views.Of(box));
}

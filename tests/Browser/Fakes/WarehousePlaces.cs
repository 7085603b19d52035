using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>
/// Warehouse WH1: clean BX-0101 to BX-0103, looked into BX-0121 and BX-0122, dirty BX-0111, faulty BX-0131 (its lid); V131 on its way back from
/// LAB1 with BX-0297, BX-0298 and BX-0311; V001 on the road with BX-0400, full; BX-0500 nobody can account for. EA02 runs out before its next supply, which V140 is to bring; V126 is free.
/// </summary>
static class WarehousePlaces
{
    static readonly Party Here = C<Party>("warehouse:WH1"), Lab = C<Party>("laboratory:LAB1");

    /// <summary>Now, as phones have it: their clock is the machine's.</summary>
    static Instant Now => Instant.From(TimeProvider.System.GetUtcNow());

    public static Task<UiHost> Host() => UiHost.Start(Now.ToDateTimeOffset(), (store, _) => Fill(store));

    static void Fill(FakeStore store)
    {
        Put(store, "programme", "programme", new ProgrammeView("Test", "Asia/Hong_Kong", true, null, null, null));
        Put(store, "site", "WH1", Site("WH1", "Central warehouse, Kwai Chung", "中央倉庫(葵涌)", SiteRole.Warehouse));
        Put(store, "site", "LAB1", Site("LAB1", "Laboratory 1", "第一化驗所", SiteRole.Laboratory));
        Put(store, "site", "EA02", Centre("EA02", "Island East Sports Centre", "港島東體育館", 190, 1.7));
        Put(store, "site", "SS04", Centre("SS04", "Cheung Sha Wan Sports Centre", "長沙灣體育館", 4_000, 40));
        foreach (var id in new[] { "BX-0101", "BX-0102", "BX-0103" }) Put(store, "box", id, Box(id, BoxPlace.WarehouseClean, Here));
        foreach (var id in new[] { "BX-0121", "BX-0122" }) Put(store, "box", id, Box(id, BoxPlace.WarehouseDisinfecting, Here));
        Put(store, "box", "BX-0111", Box("BX-0111", BoxPlace.WarehouseDirty, Here));
        Put(store, "box", "BX-0131", Box("BX-0131", BoxPlace.WarehouseFaulty, Here) with { Fault = "lid" });
        foreach (var id in new[] { "BX-0297", "BX-0298", "BX-0311" }) Put(store, "box", id, Box(id, BoxPlace.Returning, C<Party>("vehicle:V131")));
        Put(store, "box", "BX-0400", Box("BX-0400", BoxPlace.WithCarrier, C<Party>("vehicle:V001")) with { Packed = 180 });
        Put(store, "box", "BX-0500", Box("BX-0500", BoxPlace.Unaccounted, C<Party>("vehicle:V001")) with { Since = Now - TimeSpan.FromMinutes(185) });
        Put(store, "box", "BX-0600", Box("BX-0600", BoxPlace.Emptied, Lab));
        PlannedStop[] supply = [new(C<SiteId>("EA02"), Now + TimeSpan.FromHours(3), StopPurpose.Supply, null)];
        Vehicle(store, "V140", new PlannedTrip(C<TripId>("TS-1"), C<VehicleId>("V140"), TripKind.Supply, supply));
        Vehicle(store, "V126");
        Vehicle(store, "V131", aboard: ["BX-0297", "BX-0298", "BX-0311"]);
    }

    /// <summary>The server has heard of it.</summary>
    public static void Moved(FakeStore store, string id, BoxPlace place, string holder = "warehouse:WH1", int cycle = 2) => Put(store, "box", id, Box(id, place, C<Party>(holder), cycle));

    static BoxView Box(string id, BoxPlace place, Party holder, int cycle = 2)
    {
        CycleView[] cycles = [.. Enumerable.Range(1, cycle).Select(n => new CycleView(n, place, holder, SealState.None, 0, 0, null, null, null, null, null, [new Span(Here, Now - TimeSpan.FromHours(9), false), new Span(holder, Now - TimeSpan.FromMinutes(30), false)], []) { Laboratory = Lab })];
        return new BoxView(C<BoxId>(id), C<SealNumber>(id.Replace("BX", "ES", StringComparison.Ordinal)), C<BeaconId>("B-" + id), place, holder, Now - TimeSpan.FromMinutes(30), false, SealState.None, 0, 0, null, null, [], cycles);
    }

    static void Vehicle(FakeStore store, string id, PlannedTrip? trip = null, string[]? aboard = null) => Put(store, "vehicle", id, new VehicleView(
        C<VehicleId>(id), null, new AccountView(0, 0, 0, 0), [.. (aboard ?? []).Select(b => new BoxHere(C<BoxId>(b), BoxPlace.Returning, 0))], [], null, trip is null ? [] : [trip]));

    static SiteView Site(string id, string en, string zh, SiteRole role) => new(
        C<SiteId>(id), en, zh, "CW", 22.3, 114.1, 150, role, null, null, null, [], [], new AccountView(0, 0, 0, 0), [], 0, 0);

    static SiteView Centre(string id, string en, string zh, int kits, double hours) => Site(id, en, zh, SiteRole.Centre) with
    {
        Sessions = [new SessionView(C<DeliveryId>($"2020-09-06/{id}/2"), Now - TimeSpan.FromHours(2), Now + TimeSpan.FromHours(6), null)],
        Stock = new StockView(kits, 30, 112, 200, Now, hours, 40, Now + TimeSpan.FromHours(hours), Now + TimeSpan.FromHours(40), true),
        Lots = [new LotView(C<LotId>($"L-{id}"), new DateOnly(2020, 9, id == "EA02" ? 1 : 30), 600, Now - TimeSpan.FromHours(6), kits)],
    };

    static void Put<T>(FakeStore store, string kind, string id, T view) => store.Put(kind, id, ViewJson.Write(view), 0);
    static T C<T>(string code) where T : struct, ICode<T> => Code.Parse<T>(code);
}

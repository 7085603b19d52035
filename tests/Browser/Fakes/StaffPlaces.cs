using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>
/// Centre CW01 in its evening session with three clean boxes, BX-0001 to BX-0003, and BX-0009 sealed with two tubes; laboratory LAB1 with two docks,
/// V001 on its way with BX-0011 and BX-0012, V002 with BX-0021, and BX-0031, which belongs to LAB2, on V002 too.
/// </summary>
static class StaffPlaces
{
    public static readonly string[] Sealed = ["AAAAAAAAA1", "AAAAAAAAA2"];

    /// <summary>Now, as phones have it: their clock is the machine's.</summary>
    public static Task<UiHost> Host()
    {
        var now = TimeProvider.System.GetUtcNow();
        return UiHost.Start(now, (store, _) => Fill(store, now));
    }

    public static void Fill(FakeStore store, DateTimeOffset now, bool simulated = true)
    {
        var at = Instant.From(now);
        void Put<T>(string kind, string id, T view) => store.Put(kind, id, ViewJson.Write(view), 0);
        Put("programme", "programme", new ProgrammeView("Test", "Asia/Hong_Kong", simulated, null, null, null));
        var (centre, lab) = (C<Party>("centre:CW01"), C<SiteId>("LAB1"));
        var session = new SessionView(C<DeliveryId>("2020-09-06/CW01/2"), at - TimeSpan.FromHours(5), at + TimeSpan.FromMinutes(5), null);
        Put("site", "CW01", Site("CW01", "Central Sports Centre", "中環體育館", SiteRole.Centre, lab, [session]) with { Stock = new StockView(420, 3, 90, 200, at, 4.7, 5, null, null, false) });
        Put("site", "LAB1", Site("LAB1", "Laboratory 1", "第一化驗所", SiteRole.Laboratory, null, []) with { Docks = [C<DockId>("LAB1-D1"), C<DockId>("LAB1-D2")] });
        Put("site", "LAB2", Site("LAB2", "Laboratory 2", "第二化驗所", SiteRole.Laboratory, null, []));
        foreach (var id in new[] { "BX-0001", "BX-0002", "BX-0003" }) Put("box", id, Box(id, BoxPlace.CentreEmpty, centre, 0, null, null, null));
        Put("box", "BX-0009", Box("BX-0009", BoxPlace.CentreSealed, centre, 2, centre, lab, at - TimeSpan.FromMinutes(40)));
        Tubes(store, "BX-0009", centre, at - TimeSpan.FromHours(1));
        Load(Put, at, "V001", ("BX-0011", lab), ("BX-0012", lab));
        Load(Put, at, "V002", ("BX-0021", lab), ("BX-0031", C<SiteId>("LAB2")));
    }

    static void Load(Action<string, string, BoxView> put, Instant at, string vehicle, params (string Box, SiteId Bound)[] boxes)
    {
        foreach (var (box, bound) in boxes) put("box", box, Box(box, BoxPlace.WithCarrier, C<Party>($"vehicle:{vehicle}"), 180, C<Party>("centre:CW01"), bound, at - TimeSpan.FromMinutes(50)));
    }

    static void Tubes(FakeStore store, string id, Party centre, Instant at)
    {
        Fact[] facts = [new BoxRegistered(C<SealNumber>(id.Replace("BX", "ES", StringComparison.Ordinal)), C<BeaconId>("B-" + id), centre), .. Sealed.Select(t => new TubePacked(C<TubeSerial>(t), centre))];
        store.Add($"box/{id}", [.. facts.Select((f, i) => new Recorded(
            FactIds.Named($"{id}\n{i}"), new Stamp(i == 0 ? new Instant(0) : at + TimeSpan.FromMinutes(i), "S", 1, i, 0), TimeSpan.Zero, null, at, null, null, null, f).ToEnvelope())], at.Microseconds);
    }

    static SiteView Site(string id, string en, string zh, SiteRole role, SiteId? laboratory, IReadOnlyList<SessionView> sessions) => new(
        C<SiteId>(id), en, zh, "CW", 22.3, 114.1, 150, role, null, laboratory, laboratory is null ? null : 90, sessions, [], new AccountView(0, 0, 0, 0), [], 600, 0);

    static BoxView Box(string id, BoxPlace place, Party holder, int packed, Party? centre, SiteId? bound, Instant? sealedAt) => new(
        C<BoxId>(id), C<SealNumber>(id.Replace("BX", "ES", StringComparison.Ordinal)), C<BeaconId>("B-" + id), place, holder, sealedAt, false, packed > 0 ? SealState.Closed : SealState.None, packed, 0, centre, null, [],
        [new CycleView(1, place, holder, packed > 0 ? SealState.Closed : SealState.None, packed, 0, null, centre, sealedAt, null, null, [], [])]) { BoundFor = bound };

    static T C<T>(string code) where T : struct, ICode<T> => Code.Parse<T>(code);
}

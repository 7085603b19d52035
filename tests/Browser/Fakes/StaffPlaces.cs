using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>
/// Centre CW01 in its evening session with three clean boxes, BX-0001 to BX-0003, and BX-0009 sealed with two tubes; laboratory LAB1 with two docks,
/// V001 on its way with BX-0011 and BX-0012, V002 with BX-0021, and BX-0031, which belongs to LAB2, on V002 too; V003, which is to collect at
/// CW01 and has one instruction that nobody has seen.
/// </summary>
static class StaffPlaces
{
    public static readonly string[] Sealed = ["AAAAAAAAA1", "AAAAAAAAA2"];

    /// <summary>Now, as phones have it: their clock is the machine's.</summary>
    public static Task<UiHost> Host()
    {
        var now = TimeProvider.System.GetUtcNow();
        return UiHost.Start(now, (store, track) => { Fill(store, now); Drives(track, now, 0); });
    }

    /// <summary>V003 has just been seen at this speed.</summary>
    public static void Drives(FakeTrack track, DateTimeOffset now, double kmh)
    {
        var at = Instant.From(now).Microseconds;
        track.Now = [new VehicleLast("vehicle/V003", at, new PositionRow(at, 22.35, 114.15, kmh, 0, 8, at))];
    }

    public static void Fill(FakeStore store, DateTimeOffset now, bool simulated = true)
    {
        var at = Instant.From(now);
        Put(store, "programme", "programme", new ProgrammeView("Test", "Asia/Hong_Kong", simulated, null, null, null));
        var (centre, lab) = (C<Party>("centre:CW01"), C<SiteId>("LAB1"));
        var session = new SessionView(C<DeliveryId>("2020-09-06/CW01/2"), at - TimeSpan.FromHours(5), at + TimeSpan.FromMinutes(5), null);
        Put(store, "site", "CW01", Site("CW01", "Central Sports Centre", "中環體育館", SiteRole.Centre, lab, [session]) with { Stock = new StockView(420, 3, 90, 200, at, 4.7, 5, null, null, false) });
        Put(store, "site", "LAB1", Site("LAB1", "Laboratory 1", "第一化驗所", SiteRole.Laboratory, null, []) with { Docks = [C<DockId>("LAB1-D1"), C<DockId>("LAB1-D2")] });
        Put(store, "site", "LAB2", Site("LAB2", "Laboratory 2", "第二化驗所", SiteRole.Laboratory, null, []));
        foreach (var id in new[] { "BX-0001", "BX-0002", "BX-0003" }) Put(store, "box", id, Box(id, BoxPlace.CentreEmpty, centre, 0, null, null, null));
        Put(store, "box", "BX-0009", Box("BX-0009", BoxPlace.CentreSealed, centre, 2, centre, lab, at - TimeSpan.FromMinutes(40)));
        Tubes(store, "BX-0009", centre, at - TimeSpan.FromHours(1), Sealed);
        Driver(store, at, lab);
        Load(store, at, "V001", ("BX-0011", lab), ("BX-0012", lab));
        Load(store, at, "V002", ("BX-0021", lab), ("BX-0031", C<SiteId>("LAB2")));
    }

    static void Driver(FakeStore store, Instant at, SiteId lab)
    {
        var delivery = C<DeliveryId>("2020-09-06/CW01/2");
        Put(store, "delivery", delivery.Value, new DeliveryView(
            delivery, "Central Sports Centre", "中環體育館", lab, at - TimeSpan.FromHours(5), at + TimeSpan.FromMinutes(5), null, true, 90, at + TimeSpan.FromMinutes(95), DeliveryStage.Planned, null, true, null, null, null, null, false, null,
            [new DeliveryBoxView(C<BoxId>("BX-0009"), BoxPlace.CentreSealed, C<Party>("centre:CW01"), 2, null, null, null)]));
        PlannedStop[] stops = [new(C<SiteId>("CW01"), at + TimeSpan.FromMinutes(10), StopPurpose.Collect, 2), new(lab, at + TimeSpan.FromMinutes(40), StopPurpose.Unload, null)];
        var told = new InstructionView(C<InstructionId>("ORD-1.V003"), C<OrderId>("ORD-1"), "divert", "Go to LAB2, not LAB1", "LAB1 is full", at - TimeSpan.FromMinutes(1), at - TimeSpan.FromMinutes(1), null, null, null);
        Put(store, "vehicle", "V003", new VehicleView(C<VehicleId>("V003"), null, new AccountView(0, 0, 0, 0), [], [], null, [new PlannedTrip(C<TripId>("T003"), C<VehicleId>("V003"), TripKind.Specimen, stops)]) { Instructions = [told] });
    }

    static void Load(FakeStore store, Instant at, string vehicle, params (string Box, SiteId Bound)[] boxes)
    {
        foreach (var (box, bound) in boxes) Put(store, "box", box, Box(box, BoxPlace.WithCarrier, C<Party>($"vehicle:{vehicle}"), 180, C<Party>("centre:CW01"), bound, at - TimeSpan.FromMinutes(50)));
    }

    /// <summary>The server has heard of these in a box of CW01 that is being packed.</summary>
    public static void Packed(FakeStore store, string id, params string[] tubes)
    {
        var (centre, at) = (C<Party>("centre:CW01"), Instant.From(TimeProvider.System.GetUtcNow()));
        Tubes(store, id, centre, at, tubes);
        Put(store, "box", id, Box(id, BoxPlace.CentrePacking, centre, tubes.Length, centre, null, null));
    }

    static void Tubes(FakeStore store, string id, Party centre, Instant at, string[] tubes)
    {
        Fact[] facts = [new BoxRegistered(C<SealNumber>(id.Replace("BX", "ES", StringComparison.Ordinal)), C<BeaconId>("B-" + id), centre), .. tubes.Select(t => new TubePacked(C<TubeSerial>(t), centre))];
        store.Add($"box/{id}", [.. facts.Select((f, i) => new Recorded(
            FactIds.Named($"{id}\n{i}"), new Stamp(i == 0 ? new Instant(0) : at + TimeSpan.FromMinutes(i), "S", 1, i, 0), TimeSpan.Zero, null, at, null, null, null, f).ToEnvelope())], at.Microseconds);
    }

    static void Put<T>(FakeStore store, string kind, string id, T view) => store.Put(kind, id, ViewJson.Write(view), 0);

    static SiteView Site(string id, string en, string zh, SiteRole role, SiteId? laboratory, IReadOnlyList<SessionView> sessions) => new(
        C<SiteId>(id), en, zh, "CW", 22.3, 114.1, 150, role, null, laboratory, laboratory is null ? null : 90, sessions, [], new AccountView(0, 0, 0, 0), [], 600, 0);

    static BoxView Box(string id, BoxPlace place, Party holder, int packed, Party? centre, SiteId? bound, Instant? sealedAt) => new(
        C<BoxId>(id), C<SealNumber>(id.Replace("BX", "ES", StringComparison.Ordinal)), C<BeaconId>("B-" + id), place, holder, sealedAt, false, packed > 0 ? SealState.Closed : SealState.None, packed, 0, centre, null, [],
        [new CycleView(1, place, holder, packed > 0 ? SealState.Closed : SealState.None, packed, 0, null, centre, sealedAt, null, null, [], [])]) { BoundFor = bound };

    static T C<T>(string code) where T : struct, ICode<T> => Code.Parse<T>(code);
}

using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>
/// A plausible evening: 148 centres, 150 vehicles, 1,200 boxes at 20:41 in Hong Kong. Made by rule, not by history; the
/// places are the scenario's.
/// </summary>
public sealed class EveningWave
{
    public static readonly DateTimeOffset Now = new(2020, 9, 6, 12, 41, 7, TimeSpan.Zero);
    public static readonly DateOnly Day = new(2020, 9, 6);

    readonly FakeStore store;
    readonly FakeTrack track;
    readonly IReadOnlyList<Centre> centres = Places.Centres();
    readonly Dictionary<string, GeoPoint> hubs = Places.Hubs().ToDictionary(h => h.Id, h => h.Point);
    readonly WaveBoxes boxes = new();
    readonly Dictionary<string, (GeoPoint From, GeoPoint To, double Part)> drives = [];

    EveningWave(FakeStore store, FakeTrack track) => (this.store, this.track) = (store, track);

    public static EveningWave Fill(FakeStore store, FakeTrack track)
    {
        var wave = new EveningWave(store, track);
        wave.Put("programme", "programme", new ProgrammeView("Evening", "Asia/Hong_Kong", true, "day148", 1, Day));
        for (var i = 0; i < wave.centres.Count; i++) wave.Deliver(i);
        wave.Incidents();
        BoxRecord.Write(store);
        wave.Accounts();
        wave.Move(0);
        return wave;
    }

    /// <summary>Everybody on the road goes on by a part of the way.</summary>
    public void Move(double part)
    {
        var fixes = new List<VehicleLast>();
        foreach (var (id, drive) in drives.ToArray())
        {
            var now = drive.From == drive.To ? 0 : drive.Part + part < 0.97 ? drive.Part + part : 0.1;
            drives[id] = drive with { Part = now };
            var at = new GeoPoint(drive.From.LatDeg + (drive.To.LatDeg - drive.From.LatDeg) * now, drive.From.LonDeg + (drive.To.LonDeg - drive.From.LonDeg) * now);
            var moves = drive.From != drive.To && id != "V133";
            fixes.Add(new VehicleLast($"vehicle/{id}", Us(0), new PositionRow(Us(id == "V133" ? -9 : 0), at.LatDeg, at.LonDeg, moves ? 40 : 0, 0, 8, Us(0))));
        }
        track.Now = fixes;
    }

    void Deliver(int i)
    {
        var centre = centres[i];
        var phase = Phases.Of(i);
        var vehicle = Code.Parse<VehicleId>($"V{i + 1:000}");
        var closed = phase == Phase.NotClosed ? (Instant?)null : At(centre.Closes + i % 7);
        var collected = phase >= Phase.OnRoad ? At(centre.Closes + 9 + i % 17) : (Instant?)null;
        var unloaded = phase == Phase.Unloaded ? At(Math.Min(40, centre.Closes + 24 + i % 14)) : (Instant?)null;
        var mine = boxes.ForDelivery(this, i, phase, vehicle, centre);
        var late = i == 60;
        Put("delivery", $"2020-09-06/{centre.Id}/2", new DeliveryView(
            Code.Parse<DeliveryId>($"2020-09-06/{centre.Id}/2"), centre.NameEn, centre.NameZh, centre.Laboratory, At(-330), At(centre.Closes), closed, phase == Phase.NotClosed,
            centre.Target, (closed ?? At(centre.Closes)) + TimeSpan.FromMinutes(centre.Target), Stage(phase), unloaded is null ? null : !late, true, collected, unloaded, unloaded,
            collected is null ? null : Party.Vehicle(vehicle), false, null,
            [.. mine.Select((b, n) => new DeliveryBoxView(b, BoxPlace.WithCarrier, null, 180, collected, unloaded ?? (phase == Phase.AtDock && n == 0 ? At(40.5) : null), unloaded))]));
        Put("delivery", $"2020-09-06/{centre.Id}/1", Morning(centre));
        Drive(i, vehicle, centre, phase, collected, mine);
    }

    void Drive(int i, VehicleId vehicle, Centre centre, Phase phase, Instant? collected, IReadOnlyList<BoxId> mine)
    {
        var (from, to) = (centre.Point, hubs[centre.Laboratory.Value]);
        drives[vehicle.Value] = phase switch
        {
            Phase.OnRoad => (from, to, 0.15 + i % 8 * 0.09),
            Phase.AtGate or Phase.AtDock => (to, to, 0),
            Phase.Unloaded => (hubs["WH1"], hubs["WH1"], 0),
            _ => (from, from, 0),
        };
        var visits = new List<VisitView> { new(centre.Id, At(0), At(38), "scan") };
        if (phase is Phase.AtGate or Phase.AtDock) visits.Add(new VisitView(centre.Laboratory, At(37 + i % 3), At(41), "beacon"));
        var aboard = phase is Phase.OnRoad or Phase.AtGate or Phase.AtDock ? mine.Select(b => new BoxHere(b, BoxPlace.WithCarrier, 180)).ToArray() : boxes.Returning(vehicle, i, phase);
        Put("vehicle", vehicle.Value, new VehicleView(
            vehicle, Code.Parse<BeaconId>($"BV{i}"), new AccountView(0, aboard.Length, 0, aboard.Length), aboard, visits, vehicle.Value == "V133" ? At(32) : null, []));
    }

    static DeliveryView Morning(Centre centre) => new(
        Code.Parse<DeliveryId>($"2020-09-06/{centre.Id}/1"), centre.NameEn, centre.NameZh, centre.Laboratory, At(-720), At(-390), At(-390), false, centre.Target,
        At(-390 + centre.Target), DeliveryStage.Received, true, true, At(-375), At(-345), At(-344), Party.Vehicle(Code.Parse<VehicleId>("V001")), false, null, []);

    void Incidents()
    {
        Incident(CauseKind.Unaccounted, Severity.Red, Subject.Of(Code.Parse<BoxId>("BX-1199")), 39, null, ["BX-1199", "LAB2", "laboratory:LAB2", "ES-1199"]);
        Incident(CauseKind.SealOpened, Severity.Red, Subject.Of(Code.Parse<BoxId>("BX-0004")), 34, "S-014", ["BX-0004", "CW02", "vehicle:V002", "ES-0004"]);
        Incident(CauseKind.VehicleSilent, Severity.Amber, Subject.Of(Code.Parse<VehicleId>("V133")), 32, null, ["V133", "3 boxes"]);
        foreach (var i in Enumerable.Range(0, 3))
            Incident(CauseKind.AtRisk, Severity.Amber, Subject.Of(Code.Parse<DeliveryId>($"2020-09-06/{centres[i].Id}/2")), 20 + 5 * i, i == 0 ? "S-007" : null, [centres[i].Id.Value, $"V{i + 1:000}", "3"]);
    }

    void Incident(CauseKind cause, Severity severity, Subject about, double since, string? owner, string[] details) => Put("incident", $"{cause}:{about.Id}", new IncidentView(
        $"{cause}:{about.Id}", cause, severity, owner is null ? IncidentStatus.Open : IncidentStatus.Acknowledged, about, At(since), At(since), null,
        owner is null ? null : Code.Parse<StaffId>(owner), details, []));

    void Accounts()
    {
        foreach (var spare in new[] { "V149", "V150" })
        {
            var id = Code.Parse<VehicleId>(spare);
            Put("vehicle", spare, new VehicleView(id, null, new AccountView(0, 0, 0, 0), [], [], null, []));
            drives[spare] = (hubs["WH1"], hubs["WH1"], 0);
        }
        boxes.Fill(this);
        foreach (var centre in centres) Put("site", centre.Id.Value, Site(centre.Id, centre.NameEn, centre.NameZh, centre.District, centre.Point, SiteRole.Centre, centre.Laboratory, centre.Target, 0));
        foreach (var hub in Places.Hubs().Where(h => h.Role is "laboratory" or "warehouse"))
            Put("site", hub.Id, Site(Code.Parse<SiteId>(hub.Id), hub.NameEn, hub.NameZh, "", hub.Point, hub.Role == "laboratory" ? SiteRole.Laboratory : SiteRole.Warehouse, null, null, hub.Docks));
    }

    SiteView Site(SiteId id, string en, string zh, string district, GeoPoint at, SiteRole role, SiteId? laboratory, int? target, int docks)
    {
        var held = boxes.HeldBy($"{role.ToString().ToLowerInvariant()}:{id.Value}");
        return new SiteView(id, en, zh, district, at.LatDeg, at.LonDeg, 150, role, null, laboratory, target, [],
            [.. Enumerable.Range(1, docks).Select(n => Code.Parse<DockId>($"{id}-D{n}"))], new AccountView(held, 0, 0, held), [], 600, 0);
    }

    internal void Box(string id, BoxPlace place, string holder, int packed, double since)
    {
        var box = Code.Parse<BoxId>(id);
        var party = Code.Parse<Party>(holder);
        Put("box", id, new BoxView(
            box, Code.Parse<SealNumber>(id.Replace("BX", "ES", StringComparison.Ordinal)), Code.Parse<BeaconId>("B" + id), place, party, At(since), false,
            packed > 0 ? SealState.Closed : SealState.None, packed, 0, null, null, [],
            [new CycleView(1, place, party, packed > 0 ? SealState.Closed : SealState.None, packed, 0, null, null, null, null, null, [new Span(party, At(since), false)], [])]));
    }

    void Put<T>(string kind, string id, T view) => store.Put(kind, id, ViewJson.Write(view), Us(0));

    static DeliveryStage Stage(Phase phase) => phase switch
    {
        Phase.NotClosed => DeliveryStage.Planned,
        Phase.Awaiting => DeliveryStage.Closed,
        Phase.OnRoad or Phase.AtGate => DeliveryStage.OnRoad,
        Phase.AtDock => DeliveryStage.AtDock,
        _ => DeliveryStage.Received,
    };

    /// <summary>Minutes after 20:00 in Hong Kong.</summary>
    internal static Instant At(double minutes) => Instant.From(new DateTimeOffset(2020, 9, 6, 12, 0, 0, TimeSpan.Zero)) + TimeSpan.FromMinutes(minutes);

    static long Us(double minutes) => Instant.From(Now).Microseconds + (long)(minutes * 60_000_000);
}

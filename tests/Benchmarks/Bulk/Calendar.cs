using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Benchmarks.Bulk;

/// <summary>
/// Days of a programme by numbers alone, no world behind them: 148 centres with two sessions, 150 vehicles, four laboratories; every box goes round
/// once a day, full. Each fact is what a device would have sent, at a plausible time.
/// </summary>
static class Calendar
{
    public const int Centres = 148, Vehicles = 150, Laboratories = 4, Tubes = 130;
    static readonly Party Warehouse = Code.Parse<Party>("warehouse:WH1");
    static readonly DateOnly First = new(2020, 9, 1);

    public static DateOnly Date(int day) => First.AddDays(day);
    public static Instant Midnight(int day) => Instant.From(new DateTimeOffset(Date(day), TimeOnly.MinValue, TimeSpan.FromHours(8)));
    public static string Centre(int n) => $"C{n % Centres + 1:D3}";
    public static string Vehicle(int n) => $"V{n % Vehicles + 1:D3}";
    public static string Box(int n) => $"BX-{n + 1:D4}";

    public static IEnumerable<(Subject Subject, FactEnvelope[] Facts)> Registered(int boxes)
    {
        yield return One(Subject.Programme, new ProgrammeSet("bulk", "Asia/Hong_Kong", true, "bulk", 1, First));
        for (var n = 0; n < Laboratories; n++) yield return Site($"LAB{n + 1}", SiteRole.Laboratory, null, [], [Code.Parse<DockId>($"LAB{n + 1}-D1")]);
        yield return Site("WH1", SiteRole.Warehouse, null, [], []);
        for (var n = 0; n < Centres; n++)
            yield return Site(Centre(n), SiteRole.Centre, Code.Parse<SiteId>($"LAB{n % Laboratories + 1}"), [new(1, new(8, 0), new(13, 30)), new(2, new(14, 30), new(20, 0))], []);
        for (var n = 0; n < Vehicles; n++) yield return One(new(SubjectKind.Vehicle, Vehicle(n)), new VehicleRegistered(Code.Parse<BeaconId>($"BE-{Vehicle(n)}")));
        for (var n = 0; n < boxes; n++) yield return One(new(SubjectKind.Box, Box(n)), new BoxRegistered(Code.Parse<SealNumber>($"ES-{n + 1:D4}"), Code.Parse<BeaconId>($"BC-{n + 1:D4}"), Warehouse));
    }

    static (Subject, FactEnvelope[]) Site(string id, SiteRole role, SiteId? laboratory, SessionHours[] sessions, DockId[] docks) => One(new(SubjectKind.Site, id),
        new SiteRegistered(id, id, "Central", 22.3, 114.1, 150, role, Code.Parse<BeaconId>($"BS-{id}"), laboratory, laboratory is null ? null : 90, sessions, docks, laboratory is null ? 0 : 20_000));

    static (Subject, FactEnvelope[]) One(Subject subject, Fact fact) => (subject, [Envelope(subject, "bulk", 1, 0, Midnight(0) - TimeSpan.FromHours(1), fact)]);

    /// <summary>A box once round: some 145 facts.</summary>
    public static FactEnvelope[] Round(int day, int n)
    {
        var box = new Subject(SubjectKind.Box, Box(n));
        var (centre, vehicle) = (Code.Parse<Party>($"centre:{Centre(n)}"), Code.Parse<Party>($"vehicle:{Vehicle(n)}"));
        var lab = n % Centres % Laboratories + 1;
        var laboratory = Code.Parse<Party>($"laboratory:LAB{lab}");
        var seal = Code.Parse<SealNumber>($"ES-{n + 1:D4}");
        var tubes = Enumerable.Range(0, Tubes).Select(t => Code.Parse<TubeSerial>(Serial(day, n, t))).ToArray();
        var seq = 0;
        var facts = new List<FactEnvelope>(Tubes + 20);
        void Add(string device, double hours, Fact fact) => facts.Add(Envelope(box, device, (uint)(day + 1), seq++, Midnight(day) + TimeSpan.FromHours(hours), fact));
        var morning = Closure(n) - 5;
        Add("S-WH1", morning - 2, new BoxIssued(Warehouse, centre));
        Add("S-WH1", morning - 1.9, new HandedOver(HandoverSide.Give, Warehouse, vehicle, null));
        Add($"S-{Vehicle(n)}", morning - 1.89, new HandedOver(HandoverSide.Take, Warehouse, vehicle, null));
        Add($"S-{Centre(n)}", morning - 1, new HandedOver(HandoverSide.Take, vehicle, centre, null));
        for (var t = 0; t < Tubes; t++) Add($"S-{Centre(n)}", morning + 4.8 * t / Tubes, new TubePacked(tubes[t], centre));
        Add($"S-{Centre(n)}", morning + 4.9, new BoxSealed(seal, Code.Parse<MechanicalSealNumber>($"MS-{day:D2}{n:D5}"), Tubes, centre));
        Add($"S-{Centre(n)}", morning + 5.2, new HandedOver(HandoverSide.Give, centre, vehicle, seal));
        Add($"S-{Vehicle(n)}", morning + 5.21, new HandedOver(HandoverSide.Take, centre, vehicle, seal));
        Add($"S-LAB{lab}", morning + 6, new BoxUnloaded(Code.Parse<DockId>($"LAB{lab}-D1"), laboratory, seal));
        Add($"S-LAB{lab}", morning + 6.01, new BoxReceived(laboratory, seal, Condition.Intact));
        Add($"S-LAB{lab}", morning + 7, new TubesRead(laboratory, tubes, TubeOutcome.Accepted, null));
        Add($"S-LAB{lab}", morning + 7.1, new BoxEmptied(laboratory));
        Add("S-WH1", morning + 8, new BoxReturned(Warehouse, vehicle));
        Add("S-WH1", morning + 8.1, new BoxLookedInto(Warehouse, Finding.Empty));
        Add("S-WH1", morning + 8.4, new BoxDisinfected(Warehouse, "hypochlorite", 10));
        return [.. facts];
    }

    /// <summary>A centre's day: its sessions, and the closure of each with what it sends.</summary>
    public static FactEnvelope[] Sessions(int day, int centre, int boxes)
    {
        var site = new Subject(SubjectKind.Site, Centre(centre));
        var id = Code.Parse<SiteId>(site.Id);
        DeliveryId Delivery(int session) => new(Date(day), id, session);
        Instant At(double hours) => Midnight(day) + TimeSpan.FromHours(hours);
        Declared[] Of(int session) => [.. Enumerable.Range(0, boxes).Where(n => n % Centres == centre && SessionOf(n) == session).Select(n => new Declared(Code.Parse<BoxId>(Box(n)), Tubes))];
        return
        [
            Envelope(site, "bulk", (uint)(day + 2), 0, At(0), new SessionsPlanned(Date(day), [new(Delivery(1), At(8), At(13.5)), new(Delivery(2), At(14.5), At(20))])),
            Envelope(site, $"S-{Centre(centre)}", (uint)(day + 2), 1, At(13.5), new SessionClosed(Delivery(1), Of(1), null)),
            Envelope(site, $"S-{Centre(centre)}", (uint)(day + 2), 2, At(20), new SessionClosed(Delivery(2), Of(2), null)),
        ];
    }

    static int SessionOf(int n) => n / Centres % 2 + 1;
    static double Closure(int n) => SessionOf(n) == 1 ? 13.5 : 20;

    /// <summary>Ten letters of the form that the programme prints.</summary>
    public static string Serial(int day, int box, int tube)
    {
        const string letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        var number = ((long)day * 10_000 + box) * 1_000 + tube;
        return string.Create(10, number, (span, rest) => { for (var i = 9; i >= 0; i--, rest /= 32) span[i] = letters[(int)(rest % 32)]; });
    }

    static FactEnvelope Envelope(Subject subject, string device, uint boot, int seq, Instant at, Fact fact) =>
        new Recorded(FactIds.Named($"{subject}\n{boot}\n{seq}"), new Stamp(at, device, boot, seq, 0), TimeSpan.Zero, at, at, null, null, null, fact).ToEnvelope();
}

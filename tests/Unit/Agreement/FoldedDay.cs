using System.Text.Json;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ingest;
using SpecimenLogistics.Simulators;
using SpecimenLogistics.Ui;
using DeviceClass = SpecimenLogistics.Domain.DeviceClass;

namespace SpecimenLogistics.Unit.Agreement;

/// <summary>
/// A simulated day put through the real rules in one process: translated, folded, judged; no network, no store, no grains.
/// What the system would know at the day's end if every device had been heard.
/// </summary>
sealed class FoldedDay
{
    readonly Day _day;
    readonly Dictionary<string, BoxState> _boxes = [];
    readonly Dictionary<string, SiteState> _sites = [];
    readonly Dictionary<string, VehicleState> _vehicles = [];
    readonly Dictionary<string, DockState> _docks = [];
    readonly Dictionary<string, DeliveryState> _deliveries = [];
    readonly Dictionary<string, DevicePlace> _places;
    readonly Dictionary<string, Subject> _beacons = [], _seals = [];
    long _seq;

    FoldedDay(Day day)
    {
        _day = day;
        _places = day.Setup.Devices.ToDictionary(d => d.Id, d => Place(d.Place));
        foreach (var box in day.Setup.Boxes) Put(box);
        foreach (var site in day.Setup.Sites) Put(site);
        foreach (var vehicle in day.Setup.Vehicles) Put(vehicle);
        foreach (var act in day.Outside) Hear(act);
        foreach (var scan in day.Emissions.OfType<ScanEmission>().SelectMany(e => e.Scans.Select(s => (e.At, e.Device, s)))) Hear(scan.At, scan.Device, scan.s);
        Listen();
        JudgeTemperatures();
        foreach (var box in _boxes.Keys) PassTime(box);
        Tell();
    }

    public static FoldedDay Of(Day day) => new(day);

    public IReadOnlyList<string> Lines() => CanonicalLines.Of(
        _boxes.Values.Select(View<BoxState, BoxView>), _deliveries.Values.Select(View<DeliveryState, DeliveryView>), _vehicles.Values.Select(View<VehicleState, VehicleView>));

    public IReadOnlyList<(string Dock, Unload Unload)> Unloads() => [.. _docks.SelectMany(d => d.Value.Unloads().Select(u => (d.Key, u)))];

    public IEnumerable<DeliveryView> Deliveries() => _deliveries.Values.Select(View<DeliveryState, DeliveryView>);

    public IEnumerable<VehicleView> Vehicles() => _vehicles.Values.Select(View<VehicleState, VehicleView>);

    public IEnumerable<SiteView> Sites() => _sites.Values.Select(View<SiteState, SiteView>);

    static TView View<TState, TView>(TState state) where TState : class => ViewJson.Read<TView>(Views.Of(state));

    DevicePlace Place(string place)
    {
        if (place.StartsWith("box:", StringComparison.Ordinal)) return new DevicePlace(null, null, Code.Parse<BoxId>(place["box:".Length..]));
        if (!place.StartsWith("dock:", StringComparison.Ordinal)) return new DevicePlace(Code.Parse<Party>(place), null, null);
        var dock = place["dock:".Length..];
        return new DevicePlace(Code.Parse<Party>("laboratory:" + dock[..dock.IndexOf('-')]), Code.Parse<DockId>(dock), null);
    }

    void Put(BoxSetup box)
    {
        var fact = new BoxRegistered(Code.Parse<SealNumber>(box.Seal), Code.Parse<BeaconId>(box.Beacon), Code.Parse<Party>(box.Place));
        _boxes[box.Id] = BoxState.Start(box.Id).Apply(Recorded(new Instant(0), fact));
        _seals[box.Seal] = new Subject(SubjectKind.Box, box.Id);
    }

    void Put(SiteSetup site)
    {
        var role = Enum.Parse<SiteRole>(site.Role, ignoreCase: true);
        var registered = new SiteRegistered(
            site.NameEn, site.NameZh, site.District, site.LatDeg, site.LonDeg, site.FenceM, role, Code.Parse<BeaconId>(site.Beacon),
            site.Laboratory is { } l ? Code.Parse<SiteId>(l) : null, site.TargetMinutes, [], [], site.OpeningKits);
        var state = SiteState.Start(site.Id).Apply(Recorded(new Instant(0), registered));
        var zone = TimeZoneInfo.FindSystemTimeZoneById(_day.Setup.Zone);
        var sessions = site.Sessions.Select(s => new PlannedSession(
            new DeliveryId(_day.Setup.Date, Code.Parse<SiteId>(site.Id), s.Number), At(zone, s.Opens), At(zone, s.Closes))).ToList();
        _sites[site.Id] = sessions.Count == 0 ? state : state.Apply(Recorded(new Instant(0), new SessionsPlanned(_day.Setup.Date, sessions)));
        _beacons[site.Beacon] = new Subject(SubjectKind.Site, site.Id);
        if (role == SiteRole.Laboratory)
            foreach (var dock in site.Docks) _docks[dock] = DockState.Start(dock);
    }

    Instant At(TimeZoneInfo zone, TimeOnly local) =>
        Instant.From(new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(_day.Setup.Date.ToDateTime(local), zone)));

    void Put(VehicleSetup vehicle)
    {
        _vehicles[vehicle.Id] = VehicleState.Start(vehicle.Id).Apply(Recorded(new Instant(0), new VehicleRegistered(Code.Parse<BeaconId>(vehicle.Beacon))));
        _beacons[vehicle.Beacon] = new Subject(SubjectKind.Vehicle, vehicle.Id);
    }

    void Hear(DateTimeOffset at, string device, SpecimenLogistics.Protocol.ScanItem scan)
    {
        var translated = ScanTable.Translate(scan, _places[device]);
        if (translated is not Translated.AsFact fact) throw new InvalidOperationException($"{device} {scan.Act} of {scan.Box} was not understood: {translated}");
        Apply(fact.About, Recorded(Instant.From(at), fact.Fact, fact.Actor, fact.SecondActor));
        if (fact.Fact is TubePacked packed) Index(fact.About, packed, Instant.From(at));
    }

    /// <summary>What an authority has suspended, as a plan tells its sites.</summary>
    void Hear(OutsideAct act)
    {
        var order = JsonSerializer.SerializeToElement(act.Body, s_snake);
        if (!order.TryGetProperty("order", out var body) || body.GetProperty("kind").GetString() != "suspend") return;
        var plan = Subject.OfPlan(_day.Setup.Date);
        foreach (var site in body.GetProperty("sessions").Deserialize<string[]>()!.Select(s => DeliveryId.TryParse(s, out var id) ? id : throw new FormatException(s)).GroupBy(s => s.Site))
            Apply(Subject.Of(site.Key), Recorded(Instant.From(act.At), new Learned(plan, 1, new SiteOrdersSummary(_day.Setup.Date, null, [.. site]))));
    }

    static readonly JsonSerializerOptions s_snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    readonly Dictionary<TubeSerial, List<TubeSeen>> _tubes = [];

    void Index(Subject about, TubePacked packed, Instant at)
    {
        if (!_tubes.TryGetValue(packed.Tube, out var seen)) _tubes[packed.Tube] = seen = [];
        seen.Add(new TubeSeen(Code.Parse<BoxId>(about.Id), at));
    }

    void Apply(Subject about, Recorded recorded)
    {
        switch (about.Kind)
        {
            case SubjectKind.Box: _boxes[about.Id] = _boxes[about.Id].Apply(recorded); break;
            case SubjectKind.Site: _sites[about.Id] = _sites[about.Id].Apply(recorded); break;
            case SubjectKind.Vehicle: _vehicles[about.Id] = _vehicles[about.Id].Apply(recorded); break;
            case SubjectKind.Dock: _docks[about.Id] = _docks[about.Id].Apply(recorded); break;
            case SubjectKind.Delivery: _deliveries[about.Id] = _deliveries.GetValueOrDefault(about.Id, DeliveryState.Start(about.Id)).Apply(recorded); break;
            default: break; // couriers' accounts and incidents are not part of the canonical state
        }
    }

    /// <summary>Telemetry comes to evidence, and opened seals to their boxes.</summary>
    void Listen()
    {
        var hearers = new Dictionary<string, Hearing>();
        foreach (var emission in _day.Emissions)
            foreach (var sighting in Sightings(emission))
            {
                if (!hearers.TryGetValue(emission.Device, out var hearing))
                    hearers[emission.Device] = hearing = new Hearing(_vehicles.ContainsKey(emission.Device) ? Hearing.VehicleLimit : Hearing.DockLimit);
                hearing.Add(sighting);
            }
        foreach (var (hearer, hearing) in hearers)
        {
            var about = new Subject(_vehicles.ContainsKey(hearer) ? SubjectKind.Vehicle : SubjectKind.Dock, hearer);
            Apply(about, Recorded(Ends, new TelemetryJudged(1, hearing.Evidence())));
        }
        foreach (var (id, vehicle) in _vehicles.ToList())
            foreach (var (about, summary) in vehicle.Summaries()) Apply(about, Recorded(Ends, new Learned(new Subject(SubjectKind.Vehicle, id), 1, summary)));
    }

    /// <summary>What every logger said comes to a judgement of each cycle that was sealed.</summary>
    void JudgeTemperatures()
    {
        var limits = _day.Setup.Limits is { } l ? new TemperatureLimits(l.LowCelsius, l.HighCelsius, l.MostMinutesOutside, l.SilentMinutes) : TemperatureLimits.Usual;
        foreach (var logger in _day.Emissions.OfType<TemperatureEmission>().GroupBy(e => _places[e.Device].Box!.Value.Value))
        {
            TemperatureReading[] readings = [.. logger.Select(e => new TemperatureReading(Instant.From(e.At), e.Celsius))];
            foreach (var cycle in _boxes[logger.Key].Cycles.Where(c => c.SealedAt is not null && c.ReceivedAt is not null))
            {
                var chain = ColdChain.Of(readings, cycle.SealedAt!.Value, cycle.ReceivedAt!.Value, true, limits);
                Apply(Subject.Of(Code.Parse<BoxId>(logger.Key)), Recorded(chain.Until, new TemperatureJudged(Ends, chain)));
            }
        }
    }

    IEnumerable<Sighting> Sightings(Emission emission)
    {
        var at = Instant.From(emission.At);
        if (emission is HeardEmission heard)
            foreach (var (beacon, rssi) in heard.Beacons)
                if (_beacons.TryGetValue(beacon, out var of)) yield return new Sighting(of, at, rssi, null, null);
        if (emission is SealsEmission seals)
            foreach (var (seal, open) in seals.Seals)
                yield return new Sighting(_seals[seal], at, 0, open, Code.Parse<SealNumber>(seal));
    }

    void PassTime(string box)
    {
        foreach (var deadline in _boxes[box].Deadlines().Where(d => d.DueAt <= Ends))
            _boxes[box] = _boxes[box].Apply(Recorded(deadline.DueAt, new TimePassed(deadline.What, deadline.DueAt)));
    }

    /// <summary>Boxes tell their holders and docks, centres their deliveries; then what is overdue is judged.</summary>
    void Tell()
    {
        foreach (var (serial, seen) in _tubes.Where(t => t.Value.Select(s => s.Box).Distinct().Count() > 1))
            foreach (var box in seen.Select(s => s.Box).Distinct())
                Apply(Subject.Of(box), Recorded(Ends, new Learned(Subject.Of(serial), seen.Count, new TubeSeenSummary(serial, seen))));
        // Twice: centres tell their boxes where they are bound for, and boxes then tell what that comes to.
        for (var version = 1; version <= 2; version++)
        {
            foreach (var box in _boxes.Values.ToList())
                foreach (var (about, summary) in box.Summaries()) Apply(about, Recorded(Ends, new Learned(Subject.Of(box.Id), version, summary)));
            foreach (var site in _sites.Values.ToList())
                foreach (var (about, summary) in site.Summaries()) Apply(about, Recorded(Ends, new Learned(Subject.Of(site.Id), version, summary)));
        }
        foreach (var (id, delivery) in _deliveries.ToList())
            foreach (var deadline in delivery.Deadlines().Where(d => d.DueAt <= Ends))
                _deliveries[id] = _deliveries[id].Apply(Recorded(deadline.DueAt, new TimePassed(deadline.What, deadline.DueAt)));
    }

    Instant Ends => Instant.From(_day.Setup.Ends);

    Recorded Recorded(Instant at, Fact fact, StaffId? actor = null, StaffId? second = null)
    {
        var seq = ++_seq;
        return new Recorded(new Guid((int)seq, 0, 0, new byte[8]), new Stamp(at, "", 1, seq, 0), TimeSpan.Zero, null, at, actor, second, null, fact);
    }
}

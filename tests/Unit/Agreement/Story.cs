using System.Globalization;
using System.Text;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ingest;
using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Unit.Agreement;

/// <summary>
/// One delivery of a simulated day as the control room reads it, step by step: every scan of its boxes, every reading of an
/// open seal, every moment waited for, and what is said after it. Through the real rules and in the page's own words.
/// </summary>
sealed class Story
{
    static readonly Lexicon Words = Lexicon.For(Lexicon.English);
    readonly Day _day;
    readonly DeliveryId _id;
    readonly SortedDictionary<string, BoxState> _boxes = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> _told = [];
    readonly Dictionary<string, Hearing> _hearings = [];
    readonly Dictionary<TubeSerial, List<TubeSeen>> _tubes = [];
    readonly StringBuilder _text = new();
    readonly Dictionary<string, DevicePlace> _places;
    readonly HashSet<string> _own;
    readonly Dictionary<string, string> _wearers;
    SiteState _site;
    DeliveryState _delivery;
    readonly TimeZoneInfo _zone;
    long _seq;
    int _packed;

    Story(Day day, string delivery)
    {
        (_day, _id) = (day, Code.Parse<DeliveryId>(delivery));
        _zone = TimeZoneInfo.FindSystemTimeZoneById(day.Setup.Zone);
        _own = [.. day.Truth.Deliveries.Single(d => d.Id == delivery).Boxes];
        _places = day.Setup.Devices.Where(d => !d.Place.StartsWith("box:", StringComparison.Ordinal)).ToDictionary(d => d.Id, d => PlaceOf(d.Place));
        _wearers = day.Setup.Boxes.ToDictionary(b => b.Beacon, b => b.Id);
        foreach (var box in day.Setup.Boxes)
            _boxes[box.Id] = BoxState.Start(box.Id).Apply(Recorded(new Instant(0), new BoxRegistered(Code.Parse<SealNumber>(box.Seal), Code.Parse<BeaconId>(box.Beacon), Code.Parse<Party>(box.Place))));
        _site = Site(day.Setup.Sites.Single(s => s.Id == _id.Site.Value));
        _delivery = DeliveryState.Start(delivery);
    }

    public static string Of(Day day, string delivery)
    {
        var story = new Story(day, delivery);
        story.Tell();
        return story._text.ToString();
    }

    void Tell()
    {
        Said($"{_id}: {string.Join(", ", _own.Order(StringComparer.Ordinal))}");
        foreach (var emission in _day.Emissions)
        {
            var at = Instant.From(emission.At);
            PassTime(at);
            if (emission is ScanEmission scan)
                foreach (var item in scan.Scans) Scan(at, scan.Device, item);
            else if (emission is SealsEmission seals)
                foreach (var (seal, open) in seals.Seals) Seal(at, seals.Device, seal, open);
            else if (emission is HeardEmission heard)
                foreach (var (beacon, dbm) in heard.Beacons) Heard(at, heard.Device, beacon, dbm);
        }
        PassTime(Instant.From(_day.Setup.Ends));
        Said($"At the end: {Place(_delivery.Verdict!)}");
        foreach (var box in _own.Order(StringComparer.Ordinal)) Said($"  {State(_boxes[box])}");
    }

    void Scan(Instant at, string device, ScanItem scan)
    {
        if (ScanTable.Translate(scan, _places[device]) is not Translated.AsFact { About: var about } fact) return;
        var recorded = Recorded(at, fact.Fact, fact.Actor, fact.SecondActor);
        if (about.Kind == SubjectKind.Site && about.Id == _id.Site.Value)
        {
            _site = _site.Apply(recorded);
            if (fact.Fact is SessionClosed closed && closed.Delivery == _id) Step(at, $"{Kind(fact.Fact)} {FactText.Of(fact.Fact)}");
            Propagate(at);
        }
        if (about.Kind != SubjectKind.Box) return;
        if (fact.Fact is TubePacked packed) Index(about, packed, at);
        _boxes[about.Id] = _boxes[about.Id].Apply(recorded);
        if (!Mine(about.Id)) return;
        if (fact.Fact is TubePacked) _packed++;
        else
        {
            if (_packed > 0) Step(at, $"{_packed} tubes packed");
            _packed = 0;
            Step(at, $"{about.Id}  {Kind(fact.Fact)} {FactText.Of(fact.Fact)}{By(fact)} -> {State(_boxes[about.Id])}");
        }
        Propagate(at);
    }

    // In the cycle of this delivery, and after it.
    bool Mine(string box) => _own.Contains(box) && _boxes[box].Cycles.Any(c => c.Centre?.Id == _id.Site.Value) && _boxes[box].Current!.Evidence.BegunBy is var begun
        && (begun is null || _boxes[box].Current!.Centre is not null);

    static string By(Translated.AsFact fact) => fact.SecondActor is not null ? " by two people" : "";

    void Seal(Instant at, string vehicle, string seal, bool open)
    {
        var box = "BX-" + seal[3..];
        if (!open || !Mine(box) || _boxes[box].Current!.SealedAt is null || _boxes[box].Current!.UnloadedAt is not null) return;
        var before = _boxes[box].Current!.SealState;
        Hear(at, vehicle, box, new Sighting(new Subject(SubjectKind.Box, box), at, 0, true, Code.Parse<SealNumber>(seal)));
        if (_boxes[box].Current!.SealState == before) return;
        Step(at, $"{box}  {vehicle} reads its seal open -> {State(_boxes[box])}");
        Propagate(at);
    }

    void Heard(Instant at, string vehicle, string beacon, int dbm)
    {
        if (!_wearers.TryGetValue(beacon, out var box) || !Mine(box)) return;
        var before = Whereabouts.Of(_boxes[box]);
        Hear(at, vehicle, box, new Sighting(new Subject(SubjectKind.Box, box), at, dbm, null, null));
        if (Whereabouts.Of(_boxes[box]) is { } now && now != before) Step(at, $"{box}  {vehicle} hears it at its side -> {State(_boxes[box])}");
    }

    /// <summary>A vehicle knows by the boxes' own words what it has.</summary>
    void Hear(Instant at, string vehicle, string box, Sighting sighting)
    {
        var (hearing, by) = (_hearings.TryGetValue(vehicle, out var known) ? known : _hearings[vehicle] = new Hearing(Hearing.VehicleLimit), new Subject(SubjectKind.Vehicle, vehicle));
        hearing.Add(sighting);
        var account = _own.Aggregate(new Account(Code.Parse<Party>("vehicle:" + vehicle)), (a, b) => a.Learn(new BoxSummary(_boxes[b].Id, Cycles(_boxes[b])), 1));
        var said = new SightingSummary(by, null, [.. hearing.Evidence().OpenSeals.Where(o => o.Box.Id == box)]) { Beside = Beside.Of(account, hearing.Boxes)?.FirstOrDefault(s => s.Of.Id == box) };
        _boxes[box] = _boxes[box].Apply(Recorded(at, new Learned(by, ++_seq, said)));
    }

    void Index(Subject about, TubePacked packed, Instant at)
    {
        if (!_tubes.TryGetValue(packed.Tube, out var seen)) _tubes[packed.Tube] = seen = [];
        seen.Add(new TubeSeen(Code.Parse<BoxId>(about.Id), at));
        if (seen.Select(s => s.Box).Distinct().Count() < 2) return;
        foreach (var box in seen.Select(s => s.Box.Value).Distinct())
            _boxes[box] = _boxes[box].Apply(Recorded(at, new Learned(Subject.Of(packed.Tube), seen.Count, new TubeSeenSummary(packed.Tube, [.. seen]))));
    }

    /// <summary>Boxes tell the centre, the centre its boxes and its delivery; then whatever incidents are said anew.</summary>
    void Propagate(Instant at)
    {
        foreach (var box in _own) _site = _site.Apply(Recorded(at, new Learned(Subject.Of(_boxes[box].Id), ++_seq, new BoxSummary(_boxes[box].Id, Cycles(_boxes[box])))));
        foreach (var (about, said) in _site.Summaries())
        {
            if (said is BoundSummary && _own.Contains(about.Id)) _boxes[about.Id] = _boxes[about.Id].Apply(Recorded(at, new Learned(Subject.Of(_site.Id), 1, said)));
            if (said is DeliverySummary && about.Id == _id.Value) _delivery = _delivery.Apply(Recorded(at, new Learned(Subject.Of(_site.Id), ++_seq, said)));
        }
        foreach (var cause in _own.SelectMany(b => _boxes[b].Summaries().Values).Concat(_delivery.Summaries().Values).OfType<CauseSummary>().DistinctBy(c => IncidentId.Of(c))) Incident(cause);
    }

    static IReadOnlyList<CycleSummary> Cycles(BoxState box) => box.Summaries().Values.OfType<BoxSummary>().FirstOrDefault()?.Cycles ?? [];

    void Incident(CauseSummary cause)
    {
        var id = IncidentId.Of(cause).Id;
        var key = "incidents." + Kebab.Of(cause.Cause) + (cause is { Cause: CauseKind.SealOpened, Severity: Severity.Amber } ? ".amber" : "");
        var title = Words.Of(key, cause.About.Kind == SubjectKind.Delivery ? _id.Site.Value : cause.About.Id);
        var line = cause.Present ? $"{cause.Severity.ToString().ToUpperInvariant()}  {title}. {Words["incidents.next." + Kebab.Of(cause.Cause)]}" : $"WITHDRAWN  {title}: {Clock(cause.Gone)}";
        if (_told.TryGetValue(id, out var before) ? before == line : !cause.Present) return;
        _told[id] = line;
        Said($"              {line}");
    }

    /// <summary>Reasons name moments in UTC; a reader of the story has the programme's clock.</summary>
    string Clock(string? text) => text is null ? "" : System.Text.RegularExpressions.Regex.Replace(
        text, @"\d{4}-\d\d-\d\dT[\d:.]+Z", m => Time(Instant.From(DateTimeOffset.Parse(m.Value, CultureInfo.InvariantCulture))));

    void PassTime(Instant until)
    {
        while (Due(until) is { } due)
        {
            var passed = Recorded(due.At, new TimePassed(due.What, due.At));
            if (due.Box is { } box) _boxes[box] = _boxes[box].Apply(passed);
            else _delivery = _delivery.Apply(passed);
            Step(due.At, $"{due.Box ?? _id.Site.Value}  waited for {Kebab.Of(due.What)}{(due.Box is { } b ? $" -> {State(_boxes[b])}" : "")}");
            Propagate(due.At);
        }
    }

    (Instant At, DeadlineKind What, string? Box)? Due(Instant until)
    {
        (Instant At, DeadlineKind What, string? Box)? first = null;
        foreach (var box in _own.Where(Mine))
            foreach (var wait in _boxes[box].Deadlines()) First(wait, box);
        foreach (var wait in _delivery.Deadlines()) First(wait, null);
        return first;

        void First(Deadline wait, string? box)
        {
            if (wait.DueAt <= until && (first is null || wait.DueAt < first.Value.At)) first = (wait.DueAt, wait.What, box);
        }
    }

    string State(BoxState box)
    {
        var cycle = box.Current!;
        var text = $"{Words["place." + Kebab.Of(cycle.Place)]}, {cycle.Holder}";
        if (cycle.Hold is { } hold) text += $", held: {Kebab.Of(hold)}";
        if (Custody.OpenHalf(cycle.Evidence) is not null) text += ", not yet taken";
        if (Whereabouts.Of(box) is { } probable) text += $", probably with {probable.With} (heard {Time(probable.From)} to {Time(probable.Until)})";
        foreach (var discrepancy in cycle.Discrepancies.Where(d => d != Discrepancy.HalfHandover || Custody.OpenHalf(cycle.Evidence) is null)) text += $", {Words["discrepancy." + Kebab.Of(discrepancy)]}";
        return text;
    }

    static string Place(Verdict verdict) => $"{Kebab.Of(verdict.Stage)}, {(verdict.WithinTarget switch { true => "within target", false => "late", null => "open" })}{(verdict.Proven ? "" : ", not proven")}{(verdict.Assumed ? ", closure assumed" : "")}";

    static string Kind(Fact fact) => Words["fact." + FactCodec.KindOf(fact)];

    void Step(Instant at, string what) => Said($"{Time(at)}  {what}");

    void Said(string line) => _text.Append(line).Append('\n');

    string Time(Instant at) => TimeZoneInfo.ConvertTime(at.ToDateTimeOffset(), _zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    SiteState Site(SiteSetup site)
    {
        var state = SiteState.Start(site.Id).Apply(Recorded(new Instant(0), new SiteRegistered(
            site.NameEn, site.NameZh, site.District, site.LatDeg, site.LonDeg, site.FenceM, SiteRole.Centre, Code.Parse<BeaconId>(site.Beacon), Code.Parse<SiteId>(site.Laboratory!), site.TargetMinutes, [], [], site.OpeningKits)));
        return state.Apply(Recorded(new Instant(0), new SessionsPlanned(_day.Setup.Date, [.. site.Sessions.Select(s => new PlannedSession(
            new DeliveryId(_day.Setup.Date, Code.Parse<SiteId>(site.Id), s.Number), At(s.Opens), At(s.Closes)))])));
    }

    Instant At(TimeOnly local) => Instant.From(new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(_day.Setup.Date.ToDateTime(local), _zone)));

    Recorded Recorded(Instant at, Fact fact, StaffId? actor = null, StaffId? second = null)
    {
        var seq = ++_seq;
        return new Recorded(new Guid((int)seq, 0, 0, new byte[8]), new Stamp(at, "", 1, seq, 0), TimeSpan.Zero, null, at, actor, second, null, fact);
    }

    static DevicePlace PlaceOf(string place)
    {
        if (!place.StartsWith("dock:", StringComparison.Ordinal)) return new DevicePlace(Code.Parse<Party>(place), null, null);
        var dock = place["dock:".Length..];
        return new DevicePlace(Code.Parse<Party>("laboratory:" + dock[..dock.IndexOf('-')]), Code.Parse<DockId>(dock), null);
    }
}

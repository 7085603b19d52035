using System.Globalization;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Labels;

namespace SpecimenLogistics.Ui.Paper;

/// <summary>What a line of a card comes to.</summary>
public sealed record PaperEntry(Subject About, Fact Fact, Instant At, StaffId By, StaffId TypedBy);

/// <summary>From a typed line to the fact that a scan would have been, or a sentence for each thing that is wrong. Only what is known is named.</summary>
sealed class PaperReading(PaperWish wish, ViewCache views, ZonedTimes times, Instant now, Lexicon words)
{
    /// <summary>A closure further off its plan needs a reason, as one that is scanned does.</summary>
    static readonly TimeSpan OffPlan = TimeSpan.FromMinutes(10);

    readonly List<string> wrong = [];

    public IReadOnlyList<string> Wrong => wrong;

    /// <param name="signedOn">Who types, when known; else the badge that was typed.</param>
    public PaperEntry? Read(StaffId? signedOn)
    {
        var day = DateOnly.TryParseExact(wish.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : Fail<DateOnly>("paper.wrong.day");
        var at = Moment(day);
        var by = Badge(wish.By, "paper.wrong.by");
        var typedBy = signedOn ?? Badge(wish.TypedBy, "paper.wrong.typed-by");
        var (about, fact) = Row(day, at);
        return wrong.Count == 0 && fact is not null ? new PaperEntry(about, fact, at, by, typedBy) : null;
    }

    (Subject, Fact?) Row(DateOnly day, Instant at) => wish.Act switch
    {
        "seal" => (Box, new BoxSealed(Need(Seal, "paper.wrong.seal"), Mechanical, Count, Place(PartyKind.Centre))),
        "give" => (Box, new HandedOver(HandoverSide.Give, Place(), Other, Seal)),
        "take" => (Box, new HandedOver(HandoverSide.Take, Other, Place(), Seal)),
        "unload" => (Box, Unloaded()),
        "receive" => (Box, new BoxReceived(Place(PartyKind.Laboratory), Seal, Condition)),
        "close-session" => Closed(day, at),
        _ => (default, Nothing("paper.wrong.act")),
    };

    Instant Moment(DateOnly day)
    {
        if (!TimeOnly.TryParseExact(wish.At, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return Fail<Instant>("paper.wrong.at");
        if (wrong.Count > 0) return default;
        var (at, zone) = (times.At(day, time), words.Zone(times.Zone));
        if (at > now) return Fail<Instant>("paper.wrong.future", wish.At, zone, times.Minute(now));
        return day < times.Date(now) ? Fail<Instant>("paper.wrong.before", wish.Day, $"{times.Date(now):yyyy-MM-dd}", zone) : at;
    }

    Subject Box => BoxId.TryParse(wish.Box, out var id) && views.One<BoxView>(id.Value) is not null ? Subject.Of(id) : Fail<Subject>("paper.wrong.box", Short(wish.Box));

    SealNumber? Seal => wish.Seal.Length == 0 ? null : IsSeal(wish.Seal, "ES-") ? Code.Parse<SealNumber>(wish.Seal) : Fail<SealNumber>("paper.wrong.seal");
    MechanicalSealNumber? Mechanical =>
        wish.Mechanical.Length == 0 ? null : IsSeal(wish.Mechanical, "MS-") ? Code.Parse<MechanicalSealNumber>(wish.Mechanical) : Fail<MechanicalSealNumber>("paper.wrong.mechanical");

    static bool IsSeal(string text, string sort) => text.StartsWith(sort, StringComparison.Ordinal) && LabelForms.IsCode(LabelKind.Seal, text);

    T Need<T>(T? code, string key) where T : struct => code ?? Fail<T>(key);

    int Count => Natural(wish.Count) ?? Fail<int>("paper.wrong.count");

    Condition Condition
    {
        get
        {
            foreach (var each in Enum.GetValues<Condition>())
                if (Kebab.Of(each) == wish.Condition) return each;
            return Fail<Condition>("paper.wrong.condition");
        }
    }

    Party Other => Known(wish.Other) is not { } other ? Fail<Party>("paper.wrong.other", Short(wish.Other)) : wish.Other == wish.Place ? Fail<Party>("paper.wrong.itself") : other;

    Party Place(PartyKind? kind = null) =>
        Known(wish.Place) is not { } here ? Fail<Party>("paper.wrong.place", Short(wish.Place))
        : kind is not null && here.Kind != kind ? Fail<Party>($"paper.wrong.not-{Kebab.Of(kind.Value)}", wish.Place)
        : here;

    Party? Known(string id) =>
        views.One<SiteView>(id) is { } site ? site.Role switch { SiteRole.Centre => Party.Centre(site.Id), SiteRole.Laboratory => Party.Laboratory(site.Id), _ => Party.Warehouse(site.Id) }
        : views.One<VehicleView>(id) is { } vehicle ? Party.Vehicle(vehicle.Id)
        : views.One<CourierView>(id) is not null && Party.TryParse($"courier:{id}", out var courier) ? courier
        : null;

    Fact? Unloaded()
    {
        var laboratory = views.All<SiteView>().FirstOrDefault(s => s.Role == SiteRole.Laboratory && s.Docks.Any(d => d.Value == wish.Dock));
        return laboratory is null ? Nothing("paper.wrong.dock", Short(wish.Dock)) : new BoxUnloaded(Code.Parse<DockId>(wish.Dock), Party.Laboratory(laboratory.Id), Seal);
    }

    (Subject, Fact?) Closed(DateOnly day, Instant at)
    {
        var here = Place(PartyKind.Centre);
        if (wrong.Count > 0) return default;
        var site = views.One<SiteView>(here.Id)!;
        var session = site.Sessions.FirstOrDefault(s => s.Delivery.Date == day && s.Delivery.Session == Natural(wish.Session));
        if (session is null) return (default, Nothing("paper.wrong.session", here.Id, wish.Day));
        if (session.DeclaredClosure is { } declared) return (default, Nothing("paper.wrong.closed", session.Delivery.Session, times.Minute(declared), words.Zone(times.Zone)));
        if (wish.Reason.Length == 0 && (at - session.PlannedClosure).Duration() > OffPlan) Say("paper.wrong.off-plan", times.Minute(session.PlannedClosure), words.Zone(times.Zone));
        if (wish.Reason.Length > PaperWish.LongestReason || wish.Reason.Any(char.IsControl)) Say("paper.wrong.reason", PaperWish.LongestReason);
        return (here.Subject, new SessionClosed(session.Delivery, Declared(), wish.Reason.Length == 0 ? null : wish.Reason));
    }

    IReadOnlyList<Declared> Declared()
    {
        var boxes = new List<Declared>();
        foreach (var line in wish.Boxes.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = line.Split([' ', '\t', ',', ':', '=', '×'], StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 2 && BoxId.TryParse(parts[0], out var box) && views.One<BoxView>(box.Value) is not null && Natural(parts[1]) is { } tubes) boxes.Add(new Declared(box, tubes));
            else Say("paper.wrong.line", Short(line));
        }
        if (boxes.GroupBy(b => b.Box).FirstOrDefault(same => same.Count() > 1) is { } twice) Say("paper.wrong.twice", twice.Key);
        return boxes;
    }

    StaffId Badge(string text, string key) => StaffId.TryParse(text, out var badge) ? badge : Fail<StaffId>(key);

    static int? Natural(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 9999 ? number : null;

    T Fail<T>(string key, params ReadOnlySpan<object?> args) where T : struct
    {
        Say(key, args);
        return default;
    }

    Fact? Nothing(string key, params ReadOnlySpan<object?> args)
    {
        Say(key, args);
        return null;
    }

    void Say(string key, params ReadOnlySpan<object?> args)
    {
        var sentence = words.Of(key, args);
        if (!wrong.Contains(sentence)) wrong.Add(sentence);
    }

    static string Short(string text) => text.Length <= 20 ? text : text[..20] + "…";
}

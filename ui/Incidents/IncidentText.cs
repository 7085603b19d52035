using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>An incident in words: what is wrong with what, and what is known of it.</summary>
static class IncidentText
{
    public static string Title(IncidentView incident, Lexicon words)
    {
        var key = "incidents." + Kebab.Of(incident.Cause);
        if (incident is { Cause: CauseKind.SealOpened, Severity: Severity.Amber }) key += ".amber";
        return words.Of(key, Name(incident.About));
    }

    /// <summary>A delivery is called by its centre: the session is the one that runs.</summary>
    static string Name(Subject about) => about.Kind == SubjectKind.Delivery && DeliveryId.TryParse(about.Id, out var id) ? id.Site.Value : about.Id;

    /// <summary>Since when, and what more is known; of a group, whom it is about.</summary>
    public static string Detail(IncidentLine line, Lexicon words, ZonedTimes times)
    {
        var known = line.About is { } about
            ? line.Details.Where(d => d.Length > 0 && d != about.Id).Select(d => Known(d, words))
            : [string.Join(", ", line.Members.Where(m => m.Ended is null).Select(m => Name(m.About)).Distinct())];
        return string.Join(" · ", known.Prepend(words.Of("incidents.since", times.Minute(line.Since))));
    }

    /// <summary>A bare number, or one with a word, counts boxes; all else is a code.</summary>
    static string Known(string detail, Lexicon words) =>
        int.TryParse(detail.Split(' ')[0], out var boxes) ? words.Of("incidents.boxes", boxes) : detail;

    /// <summary>When it began; where nobody can say, when it was noticed.</summary>
    public static Instant Begun(IncidentView incident) => incident.Since.Microseconds > 0 ? incident.Since : incident.Raised;
}

using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>One line of the incident list: an incident, or many that are one.</summary>
/// <param name="Id">An incident's id, or a group's: acting on a group acts on every member that is not over.</param>
/// <param name="Cause">null for a group of different causes.</param>
/// <param name="Title">What is wrong with what, in words.</param>
/// <param name="WhatNext">The one thing to do next.</param>
/// <param name="Since">When it began in the world; where nobody can say, when it was noticed.</param>
/// <param name="Raised">When the desk was told.</param>
/// <param name="AgeSeconds">From <paramref name="Since"/> to now, or to its end.</param>
/// <param name="NextPerson">To whom a red one goes that nobody has; null for the webhook, and when it goes nowhere.</param>
/// <param name="NextAt">When it goes there, or when an owner of whom nothing is heard gives it back.</param>
public sealed record IncidentLine(
    string Id, CauseKind? Cause, Severity Severity, IncidentStatus Status, string Title, string WhatNext, Subject? About, Instant Since, Instant Raised,
    Instant? Ended, double AgeSeconds, StaffId? Owner, Instant? NobodySince, int Step, StaffId? NextPerson, Instant? NextAt, int SentOut, string? Gone,
    IReadOnlyList<string> Details, IReadOnlyList<string> Notes, IReadOnlyList<IncidentActView> Acts, IReadOnlyList<IncidentMember> Members, IncidentLinks Links)
{
    /// <summary>Every incident of the store, grouped; what needs somebody first, red before amber, then in order of being raised.</summary>
    public static IReadOnlyList<IncidentLine> Of(IReadOnlyList<IncidentView> incidents, IReadOnlyList<StaffId> duty, Lexicon words, Instant now) =>
        Of(incidents, _ => true, duty, words, now);

    /// <summary>Those lines that somebody still has to do with: nobody needs the words of all that is over.</summary>
    public static IReadOnlyList<IncidentLine> OpenOf(IReadOnlyList<IncidentView> incidents, IReadOnlyList<StaffId> duty, Lexicon words, Instant now) =>
        Of(incidents, i => i.Status is IncidentStatus.Open or IncidentStatus.Acknowledged, duty, words, now);

    /// <param name="which">A line is made where it says so of a member: the least far along speaks for all.</param>
    static IReadOnlyList<IncidentLine> Of(IReadOnlyList<IncidentView> incidents, Func<IncidentView, bool> which, IReadOnlyList<StaffId> duty, Lexicon words, Instant now)
    {
        var byId = incidents.ToDictionary(i => i.Id);
        return [.. ShownIncidents.Of(incidents).Where(shown => shown.Members.Any(m => which(byId[m.Id])))
            .Select(shown => shown.IsGroup ? Group(shown, [.. shown.Members.Select(m => byId[m.Id])], duty, words, now) : One(byId[shown.Id], duty, words, now))
            .OrderBy(l => l.Status).ThenByDescending(l => l.Severity).ThenBy(l => l.Raised).ThenBy(l => l.Id, StringComparer.Ordinal)];
    }

    /// <summary>Each by itself, in order of being raised.</summary>
    public static IReadOnlyList<IncidentLine> EachOf(IEnumerable<IncidentView> incidents, IReadOnlyList<StaffId> duty, Lexicon words, Instant now) =>
        [.. incidents.OrderBy(i => i.Raised).ThenBy(i => i.Id, StringComparer.Ordinal).Select(i => One(i, duty, words, now))];

    static IncidentLine One(IncidentView incident, IReadOnlyList<StaffId> duty, Lexicon words, Instant now) => new(
        incident.Id, incident.Cause, incident.Severity, incident.Status, IncidentText.Title(incident, words), words["incidents.next." + Kebab.Of(incident.Cause)],
        incident.About, IncidentText.Begun(incident), incident.Raised, incident.Ended, Age(IncidentText.Begun(incident), incident.Ended, now), incident.Owner,
        incident.NobodySince, incident.Step, Next(incident, duty), incident.NextAt, incident.SentOut, incident.Gone, incident.Details, incident.Notes, incident.Acts, [],
        IncidentLinks.Of(incident));

    static IncidentLine Group(Shown shown, IReadOnlyList<IncidentView> members, IReadOnlyList<StaffId> duty, Lexicon words, Instant now)
    {
        // The member that needs somebody most speaks for all: the least far along, red before amber.
        var first = members.OrderBy(m => m.Status).ThenByDescending(m => m.Severity).ThenBy(m => m.NextAt ?? Instant.Max).ThenBy(m => m.Id, StringComparer.Ordinal).First();
        var ended = first.Ended is null ? null : members.Max(m => m.Ended);
        var key = "incidents.group." + (shown.Cause is { } kind ? Kebab.Of(kind) : "many");
        var since = members.Min(IncidentText.Begun);
        return new IncidentLine(
            shown.Id, shown.Cause, first.Severity, first.Status, words.Of(key, members.Count), words["incidents.next.group"], null, since, shown.At, ended, Age(since, ended, now),
            first.Owner, first.NobodySince, first.Step, Next(first, duty), first.NextAt, first.SentOut, first.Gone, [], first.Notes, first.Acts,
            [.. members.Select(m => new IncidentMember(m.Id, IncidentText.Title(m, words), m.Cause, m.Severity, m.Status, m.About, m.Raised, m.Ended, m.Owner, shown.CameUp.Contains(m.Id), IncidentLinks.Of(m)))],
            new IncidentLinks(null, null, null, $"/api/v1/incidents/{shown.Id}"));
    }

    static StaffId? Next(IncidentView incident, IReadOnlyList<StaffId> duty) =>
        incident is { Status: IncidentStatus.Open, Severity: Severity.Red } && incident.Step < duty.Count ? duty[incident.Step] : null;

    static double Age(Instant since, Instant? ended, Instant now) => Math.Round(Math.Max(0, ((ended ?? now) - since).TotalSeconds), 3);
}

/// <summary>An incident within a group.</summary>
/// <param name="CameUp">It had been a new line of its own before it was gathered.</param>
public sealed record IncidentMember(
    string Id, string Title, CauseKind Cause, Severity Severity, IncidentStatus Status, Subject About, Instant Raised, Instant? Ended, StaffId? Owner, bool CameUp, IncidentLinks Links);

/// <summary>Where to go from an incident.</summary>
/// <param name="Act">Before <c>/acknowledge</c>, <c>/assign</c>, <c>/note</c>, <c>/resolve</c> and <c>/seen</c>.</param>
public sealed record IncidentLinks(string? Timeline, string? About, string? AboutTimeline, string Act)
{
    public static IncidentLinks Of(IncidentView incident)
    {
        var self = $"/api/v1/incidents/{incident.Id}";
        var about = $"/api/v1/{Plural(incident.About.Kind)}/{incident.About.Id}";
        return new IncidentLinks(self + "/timeline", about, about + "/timeline", self);
    }

    static string Plural(SubjectKind kind) => kind switch
    {
        SubjectKind.Box => "boxes",
        SubjectKind.Delivery => "deliveries",
        _ => Subject.Word(kind) + "s",
    };
}

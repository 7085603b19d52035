using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>What the incident panel shows, in every language: each page makes its own lines of it.</summary>
/// <param name="All">Every incident, over or not: a group may have members of both kinds.</param>
/// <param name="Duty">Who is told of red ones, in order.</param>
/// <param name="Resolved">Of today's.</param>
/// <param name="Withdrawn">Of today's.</param>
public sealed record IncidentList(IReadOnlyList<IncidentView> All, IReadOnlyList<StaffId> Duty, int Resolved, int Withdrawn)
{
    public static IncidentList Of(IReadOnlyList<IncidentView> all, IReadOnlyList<StaffId> duty, DateOnly today, ZonedTimes times)
    {
        // No zone is further from UTC: of most days' incidents nobody needs to ask for the date.
        var (from, to) = (Midnight(today) - TimeSpan.FromHours(14), Midnight(today) + TimeSpan.FromHours(24 + 12));
        int Over(IncidentStatus status) => all.Count(i => i.Status == status && i.Raised >= from && i.Raised < to && times.Date(i.Raised) == today);
        return new IncidentList(all, duty, Over(IncidentStatus.Resolved), Over(IncidentStatus.Withdrawn));
    }

    static Instant Midnight(DateOnly date) => Instant.From(new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero));

    /// <summary>The lines that somebody still has to do with, red first, then the longest known.</summary>
    public IReadOnlyList<IncidentLine> Open(Lexicon words, Instant now) =>
        [.. IncidentLine.OpenOf(All, Duty, words, now)
            .OrderByDescending(l => l.Severity).ThenBy(l => l.Raised).ThenBy(l => l.Id, StringComparer.Ordinal)];
}

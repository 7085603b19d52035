namespace SpecimenLogistics.Domain;

/// <summary>
/// What a hearer's sightings and seal readings come to, whatever order they arrived in.
/// </summary>
/// <param name="Stays">Sites and boxes within a vehicle's hearing; vehicles within a dock's.</param>
/// <param name="OpenSeals">Boxes whose electronic seal read open, with how often.</param>
public sealed record Evidence(IReadOnlyList<Stay> Stays, IReadOnlyList<OpenSeal> OpenSeals)
{
    /// <summary>Boxes whose electronic seal was read without a silence for long, open or not, until a moment in coarse steps; null for none.</summary>
    public IReadOnlyList<Stay>? Carried { get; init; }

    /// <summary>Boxes heard at its side for minutes that are not with it by the scans, as those were known when it was judged; null for none.</summary>
    public IReadOnlyList<Stay>? Beside { get; init; }

    /// <summary>What others could act on: who was heard near from when, and which seals read open; how long it went on only for what is long aboard, in steps.</summary>
    public string Gist() => string.Join(
        '|',
        Stays.Select(s => $"{s.Of.Value} {s.First.Microseconds} {VehicleVisits.IsNear(s)}")
            .Concat((Carried ?? []).Concat(Beside ?? []).Select(s => $"{s.Of.Value} {s.First.Microseconds} {s.Last.Microseconds}"))
            .Concat(OpenSeals.Select(o => $"{o.Box.Value} {o.First.Microseconds} {o.Count}")));

    /// <summary>What of it began before a moment. What it is heard beside is not of it: that is judged by where boxes are now.</summary>
    public Evidence Before(Instant moment) => new(
        [.. Stays.Where(s => s.First < moment)], [.. OpenSeals.Where(o => o.First < moment)]) { Carried = Carried?.Where(s => s.First < moment).ToArray() };

    /// <summary>This, and what was heard since of which the rest was kept: of what is in both, this is the whole.</summary>
    public Evidence With(Evidence since) => since with
    {
        Stays = InOrder(Stays, since.Stays),
        OpenSeals = InOrder(OpenSeals, since.OpenSeals),
        Carried = Carried is { Count: > 0 } carried ? InOrder(carried, since.Carried ?? []) : since.Carried,
    };

    /// <summary>When something of it was heard last; null where nothing was.</summary>
    public Instant? NewestAt => Stays.Select(s => s.Last).Concat(OpenSeals.Select(o => o.Last)).Cast<Instant?>().Max();

    /// <summary>What of it had not ended before a moment.</summary>
    public Evidence Since(Instant moment) => this with
    {
        Stays = [.. Stays.Where(s => s.Last >= moment)],
        OpenSeals = [.. OpenSeals.Where(o => o.Last >= moment)],
        Carried = Carried?.Where(s => s.Last >= moment).ToArray(),
    };

    /// <summary>This, and what had ended before a moment as it was known; what goes on in this is not kept as it was.</summary>
    public Evidence Over(Evidence known, Instant moment)
    {
        var ended = known with
        {
            Stays = Ended(known.Stays, Stays, moment),
            OpenSeals = Ended(known.OpenSeals, OpenSeals, moment),
            Carried = known.Carried is { Count: > 0 } carried ? Ended(carried, Carried ?? [], moment) : null,
        };
        return ended.With(this);
    }

    static T[] Ended<T>(IReadOnlyList<T> known, IReadOnlyList<T> now, Instant moment) where T : IHeard => [.. known.Where(k => k.Last < moment && !now.Any(n => Meet(k, n)))];

    static T[] InOrder<T>(IReadOnlyList<T> before, IReadOnlyList<T> since) where T : IHeard =>
        [.. before.Concat(since.Where(n => !before.Any(b => Meet(b, n)))).OrderBy(s => s.Of.Value, StringComparer.Ordinal).ThenBy(s => s.First)];

    static bool Meet(IHeard one, IHeard other) => one.Of == other.Of && one.First <= other.Last && other.First <= one.Last;
}

/// <summary>Something of a subject from a first moment to a last.</summary>
interface IHeard
{
    Subject Of { get; }
    Instant First { get; }
    Instant Last { get; }
}

/// <summary>Something heard with no silence longer than the limit in between.</summary>
public sealed record Stay(Subject Of, Instant First, Instant Last, int StrongestDbm) : IHeard;

/// <param name="Count">1, or 2 for two or more: further readings say nothing new.</param>
public sealed record OpenSeal(Subject Box, SealNumber Seal, Instant First, Instant Last, int Count) : IHeard
{
    Subject IHeard.Of => Box;
}

namespace SpecimenLogistics.Domain;

/// <summary>The last time a cause was so: from when, until when, and since when it has been red.</summary>
/// <param name="Newest">What was said last of a cause that is so, else what was said last.</param>
/// <param name="Ended">null while it is so.</param>
/// <param name="RedSince">null when it was never red in this episode.</param>
public sealed record Episode(CauseSummary Newest, Instant Begun, Instant? Ended, Instant? RedSince, string? Gone)
{
    /// <summary>null when nobody has said anything.</summary>
    public static Episode? Of(IReadOnlyDictionary<(Subject Sender, long Version), IncidentState.Said> said)
    {
        var now = new Dictionary<Subject, (long Version, CauseSummary Cause)>();
        Episode? episode = null;
        foreach (var ((sender, version), one) in said.OrderBy(s => s.Value.At).ThenBy(s => s.Key.Version).ThenBy(s => s.Key.Sender.Value, StringComparer.Ordinal))
        {
            if (now.TryGetValue(sender, out var known) && known.Version > version) continue;
            now[sender] = (version, one.Cause);
            var newest = now.Values.OrderByDescending(c => c.Cause.Present).ThenByDescending(c => c.Cause.Severity)
                .ThenBy(c => c.Cause.About.Value, StringComparer.Ordinal).First().Cause;
            episode = Next(episode, newest, one.At);
        }
        return episode;
    }

    static Episode Next(Episode? before, CauseSummary newest, Instant at)
    {
        if (!newest.Present) return new Episode(newest, before?.Begun ?? at, before?.Ended ?? at, before?.RedSince, newest.Gone ?? before?.Gone);
        var goesOn = before is { Ended: null };
        var red = newest.Severity != Severity.Red ? null : goesOn ? before!.RedSince ?? at : (Instant?)at;
        return new Episode(newest, goesOn ? before!.Begun : at, null, red, null);
    }
}

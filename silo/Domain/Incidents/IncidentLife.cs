namespace SpecimenLogistics.Domain;

public enum IncidentStatus { Open, Acknowledged, Resolved, Withdrawn }

/// <summary>An incident as judged from everything recorded about it.</summary>
/// <param name="Owner">Who has it in hand; null when nobody has.</param>
/// <param name="Step">How many people's time has passed without an acknowledgement: the person to be told is the one at this place of the duty list, and after the last it goes out.</param>
/// <param name="Next">The moment it waits for.</param>
/// <param name="SentOut">Places it was sent to since nobody has had it.</param>
public sealed record IncidentLife(
    Episode? Episode, IncidentStatus Status, StaffId? Owner, Instant? NobodySince, int Step, Deadline? Next, IReadOnlyList<IncidentSentOut> SentOut)
{
    /// <summary>A red one that nobody acknowledges goes on to the next person after this.</summary>
    public static readonly TimeSpan Acknowledge = TimeSpan.FromMinutes(2);

    /// <summary>An owner of whom nothing is heard for this long has gone, and gives it back.</summary>
    public static readonly TimeSpan Gone = TimeSpan.FromMinutes(15);

    /// <summary>A duty list is no longer than this; after it the deadlines end.</summary>
    public const int MostSteps = 10;

    public static IncidentLife Of(IncidentState state)
    {
        if (Episode.Of(state.Causes) is not { } episode) return new(null, IncidentStatus.Withdrawn, null, null, 0, null, []);
        // What was done about an earlier time it was so does not answer this one.
        var acts = state.Acts.Where(a => a.Stamp.OccurredAt >= episode.Begun).ToList();
        if (acts.Any(a => a.Fact is IncidentActed { Act: IncidentAct.Resolve })) return new(episode, IncidentStatus.Resolved, Holder(acts)?.Owner, null, 0, null, []);
        if (episode.Ended is not null) return new(episode, IncidentStatus.Withdrawn, Holder(acts)?.Owner, null, 0, null, []);
        return Holder(acts) is { } holder ? Held(state, episode, acts, holder) : Nobody(state, episode, acts, episode.Begun);
    }

    static IncidentLife Held(IncidentState state, Episode episode, List<Recorded> acts, (StaffId Owner, Instant LastSeen) holder)
    {
        var goes = new Deadline(DeadlineKind.OwnerGone, holder.LastSeen + Gone);
        return state.Passed.Contains(goes)
            ? Nobody(state, episode, acts, goes.DueAt)
            : new(episode, IncidentStatus.Acknowledged, holder.Owner, null, 0, goes, []);
    }

    static IncidentLife Nobody(IncidentState state, Episode episode, List<Recorded> acts, Instant since)
    {
        var sent = acts.Where(a => a.Stamp.OccurredAt >= since).Select(a => a.Fact).OfType<IncidentSentOut>().ToList();
        if (episode.RedSince is not { } red) return new(episode, IncidentStatus.Open, null, since, 0, null, sent);
        var from = red > since ? red : since;
        var step = 0;
        while (step < MostSteps && state.Passed.Contains(Due(from, step))) step++;
        return new(episode, IncidentStatus.Open, null, since, step, step < MostSteps ? Due(from, step) : null, sent);
    }

    static Deadline Due(Instant from, int step) => new(DeadlineKind.Unacknowledged, from + Acknowledge * (step + 1));

    /// <summary>Who took it or was given it last, and when that person last did anything about it, or was given it.</summary>
    static (StaffId Owner, Instant LastSeen)? Holder(List<Recorded> acts)
    {
        var taken = acts.LastOrDefault(a => a.Fact is IncidentActed { Act: IncidentAct.Acknowledge or IncidentAct.Assign });
        if (taken is null || ((IncidentActed)taken.Fact).Owner is not { } owner) return null;
        var last = acts.Where(a => a.Fact is IncidentActed && a.Actor == owner).Select(a => a.Stamp.OccurredAt).Append(taken.Stamp.OccurredAt).Max();
        return (owner, last);
    }
}

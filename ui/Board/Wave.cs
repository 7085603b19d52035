using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>The deliveries of one session of one day. Every total stands beside its parts.</summary>
/// <param name="Behind">Open deliveries of earlier sessions, which are on the board as well.</param>
public sealed record Wave(
    DateOnly Date, int Session, IReadOnlyList<DeliveryRow> Rows, IReadOnlyList<DeliveryRow> Behind, IReadOnlyList<SessionCount> Day)
{
    /// <summary>Everything on the board, the least margin first; then what is done, the last first.</summary>
    public IReadOnlyList<DeliveryRow> Board { get; } =
        [.. Behind.Concat(Rows).OrderBy(r => r.Open ? 0 : 1).ThenBy(r => r.Open ? r.MarginLow : 0)
            .ThenByDescending(r => r.Open ? 0 : r.Since.Microseconds).ThenBy(r => r.Id.Value, StringComparer.Ordinal)];

    public int Count(BoardState state) => Rows.Count(r => r.State == state);
    public int Count(Phase phase) => Rows.Count(r => r.Phase == phase);
    public int OpenCount => Rows.Count(r => r.Open);

    /// <summary>Of deliveries that have rows those that a wave shows: of its date, and of earlier ones what is not unloaded. A store has many days' more.</summary>
    public static IEnumerable<DeliveryView> Shown(IEnumerable<DeliveryView> deliveries, DateOnly today)
    {
        var all = deliveries.ToList();
        return DateOf(all.Select(d => d.Id.Date), today) is { } date ? all.Where(d => d.Id.Date == date || (d.Id.Date < date && d.UnloadedAt is null)) : [];
    }

    /// <summary>The newest that has begun, or the first there is.</summary>
    static DateOnly? DateOf(IEnumerable<DateOnly> all, DateOnly today)
    {
        var dates = all.Distinct().Order().ToArray();
        return dates.Length == 0 ? null : dates.LastOrDefault(d => d <= today, dates[0]);
    }

    /// <summary>
    /// The wave of a moment: of the newest date that has begun, the first session with a delivery still open and not
    /// late, else the last. A late one does not hold the wave back; it stays on the board as one behind.
    /// </summary>
    public static Wave? Of(IReadOnlyList<DeliveryRow> rows, DateOnly today)
    {
        if (DateOf(rows.Select(r => r.Id.Date), today) is not { } date) return null;
        var sessions = rows.Where(r => r.Id.Date == date).GroupBy(r => r.Id.Session).OrderBy(g => g.Key).ToArray();
        var current = sessions.FirstOrDefault(s => s.Any(r => r.Open && r.State != BoardState.Late)) ?? sessions[^1];
        var behind = rows.Where(r => r.Open && (r.Id.Date < date || (r.Id.Date == date && r.Id.Session < current.Key)));
        return new Wave(date, current.Key, [.. current], [.. behind], [.. sessions.Select(s => new SessionCount(s.Key, s.Count(), s.Count(r => r.Open)))]);
    }
}

public sealed record SessionCount(int Session, int All, int Open)
{
    public int Done => All - Open;
}

namespace SpecimenLogistics.Domain;

/// <summary>One thing that can be done: its orders, to be given together, and why in words.</summary>
public sealed record Idea(IReadOnlyList<Order> Orders, string Why)
{
    public static readonly Idea Nothing = new([], "leave everything as it is");
}

/// <summary>What an idea does to one delivery's deadline; null when nobody would bring it.</summary>
public sealed record Effect(DeliveryId Delivery, TimeSpan? Before, TimeSpan? After);

/// <summary>An idea with all that it would change.</summary>
/// <param name="Effects">Every delivery whose margin it changes by a minute or more, those it hurts first.</param>
/// <param name="Km">Driven more (or less) in all, straight lines.</param>
public sealed record Choice(Idea Idea, IReadOnlyList<Effect> Effects, Score Score, double Km)
{
    public bool IsNothing => Idea.Orders.Count == 0;

    static readonly TimeSpan Notable = TimeSpan.FromMinutes(1);

    public static Choice Of(Situation situation, Outcome before, Idea idea)
    {
        if (idea.Orders.Count == 0) return new Choice(idea, [], Score.Of(situation, before, 0), 0);
        var after = Outcome.Of(situation.With(idea.Orders));
        var effects = situation.Loads.Values.Select(l => new Effect(l.Id, before.Margin(l), after.Margin(l))).Where(IsNotable)
            .OrderBy(e => Gain(e)).ThenBy(e => e.Delivery.Value, StringComparer.Ordinal).ToList();
        return new Choice(idea, effects, Score.Of(situation, after, idea.Orders.Count), after.Km - before.Km);
    }

    static bool IsNotable(Effect effect) => effect.Before is null != effect.After is null || (effect.Before - effect.After)?.Duration() >= Notable;

    static TimeSpan Gain(Effect effect) => (effect.After ?? -Score.Never) - (effect.Before ?? -Score.Never);
}

/// <summary>How bad a day is: late deliveries, then their minutes, then how much people were disturbed. Less is better.</summary>
public readonly record struct Score(int Late, int LateMinutes, int Orders) : IComparable<Score>
{
    /// <summary>As late as a delivery that nobody brings counts.</summary>
    public static readonly TimeSpan Never = TimeSpan.FromHours(6);

    /// <summary>Predictions are not better than this: what differs by less does not differ.</summary>
    const int Grain = 5;

    public static Score Of(Situation situation, Outcome outcome, int orders)
    {
        var late = 0;
        var minutes = 0.0;
        foreach (var load in situation.Loads.Values)
        {
            var margin = outcome.Margin(load) ?? -Never;
            if (margin >= TimeSpan.Zero) continue;
            late++;
            minutes -= Math.Max(margin.TotalMinutes, -Never.TotalMinutes);
        }
        return new Score(late, (int)(minutes / Grain) * Grain, orders);
    }

    public int CompareTo(Score other) => Late != other.Late ? Late.CompareTo(other.Late)
        : LateMinutes != other.LateMinutes ? LateMinutes.CompareTo(other.LateMinutes)
        : Orders.CompareTo(other.Orders);

    /// <summary>Fewer late, or the same ones less late: worth disturbing people for.</summary>
    public bool IsBetterThan(Score other) => Late != other.Late ? Late < other.Late : LateMinutes < other.LateMinutes;
}

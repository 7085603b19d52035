using System.Collections.Immutable;

namespace SpecimenLogistics.Domain;

/// <summary>What a dispatcher does about a matter: the first choice's orders, to be given in this order.</summary>
/// <param name="Orders">Of a long list, as many as may be given now.</param>
/// <param name="IsWhole">false when more of it is to follow as soon as it may.</param>
public sealed record Decision(Matter Matter, Choice Choice, IReadOnlyList<Order> Orders, bool IsWhole = true);

/// <summary>
/// What a dispatcher who is a program has before him, from look to look. He is no quicker than a person, does nothing that makes
/// nothing better, and leaves alone what he has just acted on. Pure: a look gives decisions and what to remember of them.
/// </summary>
public sealed record Attention
{
    /// <summary>As long as a person needs to read what is wrong.</summary>
    public static readonly TimeSpan Reading = TimeSpan.FromSeconds(60);

    /// <summary>What was acted on is not acted on again before this, whatever the forecast says meanwhile.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    /// <summary>Orders within a minute; drivers have to be told, and somebody may want to stop it.</summary>
    public const int MostOrders = 20;

    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public ImmutableDictionary<string, Known> Matters { get; init; } = ImmutableDictionary<string, Known>.Empty;

    /// <summary>When orders were given, of the last minute.</summary>
    public ImmutableList<Instant> Given { get; init; } = [];

    /// <param name="Acted">The last time orders were given about it.</param>
    public sealed record Known(Instant Since, Instant? Acted);

    /// <param name="open">Keys of matters about which an order of ours is neither accepted nor failed.</param>
    public (Attention Next, IReadOnlyList<Decision> Decisions) Look(Situation situation, IReadOnlyList<Matter> matters, IReadOnlySet<string> open)
    {
        var now = situation.Now;
        var known = matters.ToImmutableDictionary(m => m.Key, m => Matters.GetValueOrDefault(m.Key) ?? new Known(now, null));
        // What is gone for a moment is not new when it comes back.
        foreach (var (key, old) in Matters)
            if (!known.ContainsKey(key) && old.Acted is { } acted && now - acted < Rest) known = known.SetItem(key, old);
        var given = Given.RemoveAll(g => now - g >= Minute);
        var decisions = new List<Decision>();
        foreach (var matter in matters)
        {
            var what = known[matter.Key];
            if (now - what.Since < Reading || open.Contains(matter.Key) || (what.Acted is { } at && now - at < Rest)) continue;
            if (Decide(situation, matter, MostOrders - given.Count) is not { } decision) continue;
            decisions.Add(decision);
            given = given.AddRange(decision.Orders.Select(_ => now));
            if (decision.IsWhole) known = known.SetItem(matter.Key, what with { Acted = now });
            // The next matter finds the world as it will be by then.
            situation = situation.With(decision.Orders);
        }
        return (new Attention { Matters = known, Given = given }, decisions);
    }

    /// <summary>
    /// Better than leaving it so. Who was sent elsewhere once already is sent on only to save a deadline, and nobody is before he has
    /// answered: else loads go to and fro between gates for minutes that nobody can foretell.
    /// </summary>
    static bool IsWorthIt(Situation situation, Choice choice)
    {
        var now = Score.Of(situation, Outcome.Of(situation), 0);
        var diverted = choice.Idea.Orders.OfType<Divert>().Select(d => situation.Find(d.Trip)?.Errand).OfType<Errand>().ToList();
        return choice.Score.IsBetterThan(now) && !diverted.Exists(e => e.Unanswered) && (choice.Score.Late < now.Late || !diverted.Exists(e => e.SettledAt is not null));
    }

    static Decision? Decide(Situation situation, Matter matter, int most)
    {
        if (most <= 0) return null;
        var first = Proposals.Of(situation, matter.Problem)[0];
        if (first.IsNothing || !(matter.Problem is StockLow || IsWorthIt(situation, first))) return null;
        if (first.Idea.Orders.Count <= most) return new Decision(matter, first, first.Idea.Orders);
        // Diversions stand each alone; what belongs together waits for a minute in which it can be given whole.
        return first.Idea.Orders.All(o => o is Divert) ? new Decision(matter, first, [.. first.Idea.Orders.Take(most)], IsWhole: false) : null;
    }
}

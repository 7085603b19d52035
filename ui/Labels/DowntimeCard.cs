namespace SpecimenLogistics.Ui.Labels;

/// <summary>What a column of the card is for.</summary>
public enum CardField { Time, Act, Box, Seal, Mechanical, Count, Place, Vehicle, What, Staff }

/// <summary>An act that a role writes down when nothing works, by the letter that stands for it in a line.</summary>
/// <param name="Fields">What the line must say beside time, act and who did it.</param>
/// <param name="Typed">It is typed in afterwards under <c>/paper</c>; another waits for its scanner, and the line says when it was.</param>
public sealed record CardAct(string Letter, string Word, IReadOnlyList<CardField> Fields, bool Typed);

/// <summary>One page for one role: what to write down, and the lines for it.</summary>
public sealed record DowntimeCard(string Role, IReadOnlyList<CardAct> Acts)
{
    static readonly CardAct
        Seal = new("S", "seal", [CardField.Box, CardField.Seal, CardField.Mechanical, CardField.Count], true),
        Give = new("G", "give", [CardField.Box, CardField.Seal, CardField.Place], true),
        Take = new("T", "take", [CardField.Box, CardField.Seal, CardField.Place], true),
        Close = new("C", "close-session", [CardField.Box, CardField.Count], true),
        Unload = new("U", "unload", [CardField.Box, CardField.Seal, CardField.Place], true),
        Receive = new("R", "receive", [CardField.Box, CardField.Seal], true),
        Issue = new("I", "issue", [CardField.Box, CardField.Place], false),
        Return = new("B", "return", [CardField.Box, CardField.Place], false),
        Arrive = new("A", "arrive", [CardField.Place], false),
        Order = new("O", "order", [CardField.Vehicle, CardField.What], false),
        Told = new("T", "told", [CardField.Vehicle, CardField.What], false),
        Happened = new("H", "happened", [CardField.Place, CardField.What], false);

    static readonly DowntimeCard[] All =
    [
        new("centre", [Seal, Give, Close]), new("driver", [Take, Give, Arrive]), new("laboratory", [Unload, Receive, Give]), new("warehouse", [Issue, Give, Take, Return]),
        new("dispatcher", [Order, Told, Happened]),
    ];

    public static IReadOnlyList<string> Roles { get; } = [.. All.Select(card => card.Role)];

    public static DowntimeCard? Of(string role) => Array.Find(All, card => card.Role == role);

    /// <summary>The columns of a line, in the order of <see cref="CardField"/>.</summary>
    public IReadOnlyList<CardField> Columns => [.. Acts.SelectMany(act => act.Fields).Append(CardField.Time).Append(CardField.Act).Append(CardField.Staff).Distinct().Order()];
}

namespace SpecimenLogistics.Ui.Paper;

/// <summary>Acts that a line of a downtime card may be typed in as.</summary>
public enum PaperAct { Seal, Give, Take, Unload, Receive, CloseSession }

/// <summary>A line of a card as it was typed: what was wrong loses nothing.</summary>
/// <param name="At">As written on the card, to the minute: <c>20:01</c>.</param>
/// <param name="Place">Who did it: the number of a site, vehicle or courier.</param>
/// <param name="Other">To whom it was given, or from whom it was taken.</param>
/// <param name="Boxes">What a session sent: a box and its tubes a line.</param>
/// <param name="By">Who did it, as the card says.</param>
/// <param name="TypedBy">Who types it.</param>
public sealed record PaperWish(
    string Act, string Day, string At, string Place, string Box, string Seal, string Mechanical, string Count, string Other, string Dock, string Condition, string Session, string Boxes,
    string Reason, string By, string TypedBy)
{
    public const int LongestBoxes = 2000;
    public const int LongestReason = 400;

    /// <summary>Codes in capitals, as they are printed; badges as they are.</summary>
    public static PaperWish Of(IFormCollection form)
    {
        string Text(string field) => form[field] is [{ } typed] ? typed.Trim() : "";
        string Code(string field) => Text(field).ToUpperInvariant();
        return new PaperWish(
            Text("act"), Text("day"), Text("at"), Code("place"), Code("box"), Code("seal"), Code("mechanical"), Text("count"), Code("other"), Code("dock"), Text("condition"), Text("session"),
            Code("boxes"), Text("reason"), Text("by"), Text("typed-by"));
    }

    public static PaperWish Empty(string day) => new("seal", day, "", "", "", "", "", "", "", "", "intact", "", "", "", "", "");

    /// <summary>What the next line of the same card shares with this one.</summary>
    public PaperWish Next => Empty(Day) with { Act = Act, Place = Place, Other = Act is "give" or "take" ? Other : "", Dock = Dock, By = By, TypedBy = TypedBy };
}

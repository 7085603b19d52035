namespace SpecimenLogistics.Ui;

/// <summary>A choice of rows, with its word and shape.</summary>
public sealed record BoardFilter(string Word, BoardState? Icon, Func<DeliveryRow, bool> Shows)
{
    public static readonly IReadOnlyList<BoardFilter> All =
    [
        new("board.open", null, row => row.Open),
        One(BoardState.Late), One(BoardState.AtRisk), One(BoardState.Tight), One(BoardState.Unsure), One(BoardState.OnCourse),
        new("state.done", BoardState.Done, row => !row.Open),
    ];

    static BoardFilter One(BoardState state) => new("state." + Kebab.Of(state), state, row => row.State == state);
}

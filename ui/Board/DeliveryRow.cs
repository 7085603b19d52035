using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>One delivery on the board.</summary>
/// <param name="MarginLow">Minutes left when it is unloaded, as predicted; for one that is unloaded, as it was. Decides the order.</param>
/// <param name="MarginHigh">Above <paramref name="MarginLow"/> when the evidence is too old to say.</param>
/// <param name="Since">When the phase began.</param>
/// <param name="Assumed">The closure was not declared; the clock runs from the plan.</param>
public sealed record DeliveryRow(
    DeliveryId Id, string NameEn, string NameZh, string District, SiteId? Laboratory, BoardState State, Phase Phase, Instant Since, bool Assumed,
    int MarginLow, int MarginHigh, Instant TargetAt, StageMinutes Wait, StageMinutes Road, StageMinutes Gate, StageMinutes Dock,
    Party? Carrier, int Boxes)
{
    public bool Open => State is not (BoardState.Done or BoardState.DoneLate);
    public bool NeedsSomebody => State is BoardState.Late or BoardState.AtRisk or BoardState.Tight;
}

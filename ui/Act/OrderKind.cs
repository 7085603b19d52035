namespace SpecimenLogistics.Ui;

/// <summary>What a dispatcher can order by hand, of a delivery, vehicle, laboratory or centre.</summary>
public enum OrderKind { Assign, Swap, Split, Divert, Leave, Cancel, Collect, Transfer, Supply, Open, Slow, Stop, Suspend, Resume }

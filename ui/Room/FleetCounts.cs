using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>The map's legend as counts that add up: <see cref="Specimens"/> + <see cref="Empties"/> + <see cref="Nothing"/> = <see cref="All"/>.</summary>
/// <param name="ByPhone">Their own unit is silent and their driver's phone says where they are: none of <paramref name="Silent"/>.</param>
public sealed record FleetCounts(int All, int Specimens, int Empties, int Nothing, int Silent, int ByPhone, int SpecimenBoxes, int EmptyBoxes)
{
    public static FleetCounts Of(IReadOnlyList<VehicleView> vehicles, IReadOnlyList<VehicleMark> marks)
    {
        var boxes = vehicles.SelectMany(v => v.Aboard).ToArray();
        var specimens = boxes.Count(b => b is { Packed: > 0, Place: BoxPlace.WithCarrier });
        int Carry(Load load) => marks.Count(m => m.Load == load);
        return new FleetCounts(marks.Count, Carry(Load.Specimens), Carry(Load.Empties), Carry(Load.None), marks.Count(m => m.Silent), marks.Count(m => m.ByPhone), specimens, boxes.Length - specimens);
    }
}

/// <summary>The wave's centres: <see cref="NotClosed"/> + <see cref="Awaiting"/> + <see cref="Collected"/> = <see cref="All"/>.</summary>
public sealed record CentreCounts(int All, int NotClosed, int Awaiting, int Collected)
{
    public static CentreCounts Of(Wave? wave)
    {
        var (all, open, awaiting) = (wave?.Rows.Count ?? 0, wave?.Count(Phase.NotClosed) ?? 0, wave?.Count(Phase.Awaiting) ?? 0);
        return new CentreCounts(all, open, awaiting, all - open - awaiting);
    }
}

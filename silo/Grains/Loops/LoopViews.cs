using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>Views that several loops look at: what changed is read and decoded once for all of them. A vehicle's is long, since the visits of all its days are in it.</summary>
public sealed class LoopViews(IReadModel store)
{
    internal ViewMemo<VehicleView> Vehicles { get; } = new(store, SubjectKind.Vehicle);
    internal ViewMemo<SiteView> Sites { get; } = new(store, SubjectKind.Site);
}

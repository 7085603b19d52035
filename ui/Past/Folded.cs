using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Past;

/// <summary>A subject's state somewhere in its past. Never changes: one more fact makes another.</summary>
abstract class Folded
{
    public abstract Folded Apply(Recorded recorded);
    public abstract byte[] View();

    public static Folded Start(Subject subject) => subject.Kind switch
    {
        SubjectKind.Box => new Of<BoxState>(BoxState.Start(subject.Id)),
        SubjectKind.Site => new Of<SiteState>(SiteState.Start(subject.Id)),
        SubjectKind.Vehicle => new Of<VehicleState>(VehicleState.Start(subject.Id)),
        SubjectKind.Courier => new Of<CourierState>(CourierState.Start(subject.Id)),
        SubjectKind.Dock => new Of<DockState>(DockState.Start(subject.Id)),
        SubjectKind.Delivery => new Of<DeliveryState>(DeliveryState.Start(subject.Id)),
        SubjectKind.Incident => new Of<IncidentState>(IncidentState.Start(subject.Id)),
        SubjectKind.Plan => new Of<PlanState>(PlanState.Start(subject.Id)),
        SubjectKind.Programme => new Of<ProgrammeState>(ProgrammeState.Start(subject.Id)),
        _ => throw new ArgumentException($"{subject} has no state that a screen shows", nameof(subject)),
    };

    sealed class Of<TState>(TState state) : Folded where TState : class, IFold<TState>
    {
        public override Folded Apply(Recorded recorded) => new Of<TState>(state.Apply(recorded));
        public override byte[] View() => Views.Of(state);
    }
}

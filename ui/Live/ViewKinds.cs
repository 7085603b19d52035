using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>Which view stands under which kind of the read model.</summary>
static class ViewKinds
{
    static readonly IReadOnlyDictionary<Type, string> Words = new Dictionary<Type, string>
    {
        [typeof(BoxView)] = Subject.Word(SubjectKind.Box),
        [typeof(SiteView)] = Subject.Word(SubjectKind.Site),
        [typeof(VehicleView)] = Subject.Word(SubjectKind.Vehicle),
        [typeof(CourierView)] = Subject.Word(SubjectKind.Courier),
        [typeof(DockView)] = Subject.Word(SubjectKind.Dock),
        [typeof(DeliveryView)] = Subject.Word(SubjectKind.Delivery),
        [typeof(IncidentView)] = Subject.Word(SubjectKind.Incident),
        [typeof(PlanView)] = Subject.Word(SubjectKind.Plan),
        [typeof(ProgrammeView)] = Subject.Word(SubjectKind.Programme),
        [typeof(DeviceView)] = Subject.Word(SubjectKind.Device),
    };

    static readonly IReadOnlySet<string> HeldSet = Words.Where(pair => pair.Key != typeof(DeviceView)).Select(pair => pair.Value).ToHashSet();

    /// <summary>Kinds that the screens hold; devices carry digests of secrets and stay out.</summary>
    public static IEnumerable<string> Held => HeldSet;

    public static bool IsHeld(string kind) => HeldSet.Contains(kind);

    public static string Of<T>() => Words[typeof(T)];
}

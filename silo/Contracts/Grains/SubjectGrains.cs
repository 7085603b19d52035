using Orleans;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <summary>The one way from a subject to its grain.</summary>
public static class SubjectGrains
{
    public static ISubjectGrain GetGrain(this IGrainFactory grains, Subject subject) => subject.Kind switch
    {
        SubjectKind.Box => grains.GetGrain<IBoxGrain>(subject.Id),
        SubjectKind.Site => grains.GetGrain<ISiteGrain>(subject.Id),
        SubjectKind.Vehicle => grains.GetGrain<IVehicleGrain>(subject.Id),
        SubjectKind.Courier => grains.GetGrain<ICourierGrain>(subject.Id),
        SubjectKind.Dock => grains.GetGrain<IDockGrain>(subject.Id),
        SubjectKind.Delivery => grains.GetGrain<IDeliveryGrain>(subject.Id),
        SubjectKind.Device => grains.GetGrain<IDeviceGrain>(subject.Id),
        SubjectKind.Incident => grains.GetGrain<IIncidentGrain>(subject.Id),
        SubjectKind.Plan => grains.GetGrain<IPlanGrain>(subject.Id),
        _ => grains.GetGrain<IProgrammeGrain>(subject.Id),
    };

    public static IHearerGrain GetHearer(this IGrainFactory grains, Subject subject) => subject.Kind switch
    {
        SubjectKind.Vehicle => grains.GetGrain<IVehicleGrain>(subject.Id),
        SubjectKind.Dock => grains.GetGrain<IDockGrain>(subject.Id),
        _ => throw new ArgumentException($"{subject} does not hear", nameof(subject)),
    };
}

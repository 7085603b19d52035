using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Grains;

namespace SpecimenLogistics.Simulation;

/// <summary>A process with grains.</summary>
sealed class Silo(string name, Func<Silo, Remote> remote, IDirectory directory, WorldTime time) : Machine(name)
{
    readonly Dictionary<Subject, Activation> activations = [];
    Remote? store;

    Remote Store => store ??= remote(this);

    public async Task<T> Call<T>(Subject subject, Func<ISubjectGrain, Task<T>> call, bool interleaves = false)
    {
        while (true)
        {
            if (!activations.TryGetValue(subject, out var activation) || activation.IsGone) activations[subject] = activation = new(subject, () => Make(subject.Kind));
            try { return await activation.Call(call, interleaves); }
            catch (GoneException) { }
        }
    }

    Grain Make(SubjectKind kind) => kind switch
    {
        SubjectKind.Box => new BoxGrain(Store, NullLogger<BoxGrain>.Instance),
        SubjectKind.Site => new SiteGrain(Store, NullLogger<SiteGrain>.Instance),
        SubjectKind.Vehicle => new VehicleGrain(Store, Store, directory, time, NullLogger<VehicleGrain>.Instance),
        SubjectKind.Dock => new DockGrain(Store, Store, directory, time, NullLogger<DockGrain>.Instance),
        SubjectKind.Courier => new CourierGrain(Store, NullLogger<CourierGrain>.Instance),
        SubjectKind.Delivery => new DeliveryGrain(Store, NullLogger<DeliveryGrain>.Instance),
        SubjectKind.Device => new DeviceGrain(Store, NullLogger<DeviceGrain>.Instance),
        SubjectKind.Incident => new IncidentGrain(Store, NullLogger<IncidentGrain>.Instance),
        SubjectKind.Plan => new PlanGrain(Store, NullLogger<PlanGrain>.Instance),
        _ => new ProgrammeGrain(Store, NullLogger<ProgrammeGrain>.Instance),
    };
}

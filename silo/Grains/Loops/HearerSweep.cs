using Microsoft.Extensions.Logging;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>Lets every vehicle and dock read its table to the end, since a hint may have been lost with a process or a call.</summary>
public sealed class HearerSweep(IReadModel store, IGrainFactory grains, TimeProvider real, IDuty duty, ILogger<HearerSweep> log) : Loop(duty, real, log)
{
    const int AtOnce = 8;
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);
    readonly RowsOf vehicles = new(store, SubjectKind.Vehicle), docks = new(store, SubjectKind.Dock);
    readonly HashSet<Subject> hearers = [];
    long sweptThrough = -1;

    protected override async Task<TimeSpan> Turn(CancellationToken cancel)
    {
        var through = (await store.Counts(cancel)).Telemetry;
        if (through == sweptThrough) return Rest;
        await vehicles.Read(row => hearers.Add(new Subject(SubjectKind.Vehicle, row.Id)), cancel);
        await docks.Read(row => hearers.Add(new Subject(SubjectKind.Dock, row.Id)), cancel);
        await Parallel.ForEachAsync(
            hearers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (hearer, _) => await grains.GetHearer(hearer).CatchUp());
        sweptThrough = through;
        return Rest;
    }
}

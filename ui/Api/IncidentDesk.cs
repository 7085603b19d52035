using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <summary>Records what people do about incidents. The same act of the same person about the same time it was so is one fact, however often it is sent.</summary>
sealed class IncidentDesk(LiveState live, IGrainFactory grains, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme)
{
    const int AtOnce = 32;

    /// <summary>Completes when it is on disk. A group's act is one of each member that is not over.</summary>
    public async Task<ActedOn> Act(string id, IncidentActed act, StaffId actor, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var members = Members(id).Where(m => act.Act == IncidentAct.Note || m.Status is IncidentStatus.Open or IncidentStatus.Acknowledged).ToArray();
        if (members.Length == 0) throw Refusal.Conflict($"'{id}' is over; only a note can be added.");
        var stored = 0;
        await Parallel.ForEachAsync(members, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (member, stop) => Interlocked.Add(ref stored, (await Record(member, act, actor, stop)).Stored));
        return new ActedOn(members.Length, stored);
    }

    IEnumerable<IncidentView> Members(string id)
    {
        if (live.Views.One<IncidentView>(id) is { } alone) return [alone];
        var all = live.Views.All<IncidentView>().ToDictionary(i => i.Id);
        var group = ShownIncidents.Of(all.Values).FirstOrDefault(s => s.Id == id);
        return group?.Members.Select(m => all[m.Id]) ?? throw Refusal.NotFound($"incidents knows no '{id}'.");
    }

    Task<RecordOutcome> Record(IncidentView incident, IncidentActed act, StaffId actor, CancellationToken cancel)
    {
        var now = Instant.From(programme.GetUtcNow());
        // What was done before is part of the name: to take it again after giving it back is another act.
        var turn = act.Act == IncidentAct.Seen ? $"{now.Microseconds / 60_000_000}" : $"{incident.Acts.Count(a => a.By != actor || a.Act != act.Act || a.Text != act.Text || a.Owner != act.Owner)}";
        var name = $"incident-acted\n{incident.Id}\n{incident.Raised.Microseconds}\n{actor.Value}\n{turn}\n{Encoding.UTF8.GetString(FactCodec.Write(act))}";
        return grains.GetGrain(new Subject(SubjectKind.Incident, incident.Id)).Record(new FactBatch([OwnFact.Of(name, now, act, actor)])).WaitAsync(cancel);
    }
}

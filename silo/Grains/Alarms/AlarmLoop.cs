using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>
/// Sends out red incidents that nobody has acknowledged. The store is the queue: what was sent is a fact of the incident,
/// so a restart neither forgets nor repeats more than the one that was under way.
/// </summary>
public sealed class AlarmLoop(
    IReadModel store, IGrainFactory grains, Webhook webhook, IOptions<AlarmOptions> options, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme,
    TimeProvider real, IDuty duty, ILogger<AlarmLoop> log) : Loop(duty, real, log)
{
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);
    readonly ViewMemo<IncidentView> allIncidents = new(store, SubjectKind.Incident);

    protected override async Task<TimeSpan> Turn(CancellationToken cancel)
    {
        var settings = options.Value;
        if (settings.Webhooks.Count == 0) return TimeSpan.FromSeconds(30);
        var incidents = await allIncidents.Read(cancel);
        foreach (var (body, members) in Unanswered.Of(incidents, await OnDuty(cancel), settings.Sendings * settings.Webhooks.Count).Take(settings.AtOnce))
            foreach (var to in settings.Webhooks) await Send(to, body, members, cancel);
        return Rest;
    }

    async Task<int> OnDuty(CancellationToken cancel) =>
        await store.One(Subject.Word(SubjectKind.Programme), Subject.Programme.Id, cancel) is { View.Length: > 0 } row ? ViewJson.Read<ProgrammeView>(row.View).Duty.Count : 0;

    async Task Send(Uri to, AlarmBody body, IReadOnlyList<IncidentView> members, CancellationToken cancel)
    {
        var (taken, attempts) = await webhook.Send(to, body, cancel);
        if (!taken) log.LogWarning("{Host} did not take incident {Id} in {Attempts} attempts", to.Host, body.Id, attempts);
        var now = Instant.From(programme.GetUtcNow());
        foreach (var member in members)
        {
            var fact = new IncidentSentOut(to.Host, taken, attempts);
            var name = $"{FactCodec.KindOf(fact)}\n{member.Id}\n{member.NobodySince?.Microseconds}\n{to}\n{member.SentOut}";
            await grains.GetGrain(new Subject(SubjectKind.Incident, member.Id)).Record(new FactBatch([OwnFact.Of(name, now, fact)]));
        }
    }
}

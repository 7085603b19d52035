using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>
/// Takes the first choice where nobody is at the desk, as the same facts that people's orders are, and says so in the incident. It does
/// not keep incidents to itself: one it has acted on goes back to people after the time any owner has.
/// </summary>
public sealed class AutoDispatcher(
    IReadModel store, IFeed feed, ITrack track, IOrderDesk desk, IGrainFactory grains, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, TimeProvider real, IDuty duty,
    ILogger<AutoDispatcher> log) : Loop(duty, real, log)
{
    public static readonly StaffId Actor = Code.Parse<StaffId>("ST-AUTO");

    /// <summary>In a fast replay half a second is some minutes of the programme.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    readonly SituationReader reader = new(store, feed, track, real);
    readonly Dictionary<string, List<OrderId>> given = [];
    Attention attention = new();

    protected override async Task<TimeSpan> Turn(CancellationToken cancel)
    {
        var looked = await reader.Read(Instant.From(programme.GetUtcNow()), cancel);
        if (await store.IsBehind(cancel)) return Pause;
        var matters = Matter.Of(looked.Situation, looked.AtRisk, looked.Unanswered, looked.Low);
        if (matters.Count == 0 && attention.Matters.IsEmpty) return Pause;
        var (next, decisions) = attention.Look(looked.Situation, matters, await OpenKeys(cancel));
        // Remembered before it is carried out: what fails half way is looked at anew after a rest, not at once and for ever.
        attention = next;
        foreach (var decision in decisions) await CarryOut(decision, looked, cancel);
        return Pause;
    }

    async Task<HashSet<string>> OpenKeys(CancellationToken cancel)
    {
        var open = await desk.Open([.. given.Values.SelectMany(o => o)], cancel);
        foreach (var key in given.Keys.ToList())
            if (!given[key].Exists(open.Contains)) given.Remove(key);
        return [.. given.Keys];
    }

    async Task CarryOut(Decision decision, Looked looked, CancellationToken cancel)
    {
        var orders = new List<OrderId>();
        // Of a list that goes on each order is about another trip: nothing waits for those given.
        if (decision.IsWhole) given[decision.Matter.Key] = orders;
        foreach (var order in decision.Orders)
        {
            var answer = await desk.Give(order, Actor, decision.Choice.Idea.Why, cancel);
            if (answer.Id is { } id) orders.Add(id);
            // The rest belongs to it: with one refused, the whole is looked at again.
            else
            {
                log.LogWarning("An order about {Matter} was refused: {Why}", decision.Matter.Key, answer.Refused);
                break;
            }
        }
        if (orders.Count > 0) await Tell(decision, looked, cancel);
    }

    async Task Tell(Decision decision, Looked looked, CancellationToken cancel)
    {
        foreach (var incident in decision.Matter.Incidents.Select(i => looked.Incidents.GetValueOrDefault(i)).OfType<IncidentView>())
        {
            if (incident.Status is not (IncidentStatus.Open or IncidentStatus.Acknowledged) || (incident.Owner is not null && incident.Owner != Actor)) continue;
            var act = new IncidentActed(IncidentAct.Acknowledge, Actor, decision.Choice.Idea.Why);
            var fact = OwnFact.Of($"incident-acted\n{incident.Id}\n{Actor.Value}\n{looked.Situation.Now.Microseconds}", looked.Situation.Now, act, Actor);
            await grains.GetGrain(new Subject(SubjectKind.Incident, incident.Id)).Record(new FactBatch([fact])).WaitAsync(cancel);
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>What a dispatcher has before him at a moment, and the best that can be done about something. Nothing is ordered by asking.</summary>
public sealed class SituationDesk(LiveState live, FleetPlaces places, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme)
{
    public Instant Now => Instant.From(programme.GetUtcNow());

    public Situation Of(Instant now)
    {
        var (sites, vehicles) = (live.Views.All<SiteView>(), live.Views.All<VehicleView>());
        return Situations.Of(
            sites.ToDictionary(s => s.Id.Value), vehicles.ToDictionary(v => v.Id.Value), places.Now.ToDictionary(f => f.Key, f => f.Value.Standing),
            live.Views.All<DeliveryView>(), KnownTrouble.Of(vehicles, sites, live.Views.All<PlanView>()), now);
    }

    /// <param name="about">An incident's id, a delivery, a vehicle, a laboratory, a centre or a closed road.</param>
    /// <returns>null where there is nothing to propose: it is not known, or over.</returns>
    public Proposed? Propose(string about)
    {
        var situation = Of(Now);
        if (Members(about).Select(m => About.Of(m, situation)).OfType<Problem>().FirstOrDefault() is not { } problem) return null;
        // A centre that runs out gets what it needs; one that does not, what somebody who asks may want to try.
        var low = problem is StockLow asked ? Supply(situation.Now).Low().FirstOrDefault(s => s.Centre == asked.Centre) : null;
        var choices = Proposals.Of(situation, low ?? problem);
        return new Proposed(situation.Now, Score.Of(situation, Outcome.Of(situation), 0), choices, !choices[0].IsNothing && (problem is not StockLow || low is not null));
    }

    SupplyDesk Supply(Instant now) => new(live.Views.All<SiteView>(), live.Views.All<VehicleView>(), now);

    /// <summary>A group has no problem of its own: that of the first of its members that still has one is proposed for.</summary>
    IEnumerable<string> Members(string about) => about.StartsWith(Shown.Prefix, StringComparison.Ordinal)
        ? ShownIncidents.Of(live.Views.All<IncidentView>()).Where(s => s.Id == about).SelectMany(s => s.Members).Select(m => m.Id)
        : [about];
}

/// <param name="AsItIs">How bad the day is with everything left as it is.</param>
/// <param name="Choices">The best first.</param>
/// <param name="IsNeeded">Something is wrong with it, and something helps.</param>
public sealed record Proposed(Instant Now, Score AsItIs, IReadOnlyList<Choice> Choices, bool IsNeeded);

using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <summary>What could be done about something, the best first, as of a moment. Nothing is ordered by asking.</summary>
/// <param name="LateNow">Deliveries that will be late as things stand.</param>
public sealed record ProposalsBody(string About, Instant Now, int LateNow, IReadOnlyList<ChoiceBody> Choices);

/// <param name="Order">The first of the orders; null where it is best to leave everything as it is.</param>
/// <param name="Orders">All that belong together; each as <c>POST /plans/{date}/orders</c> takes it.</param>
/// <param name="Better">It makes fewer late, or those that are less late.</param>
/// <param name="Late">Deliveries that will be late then.</param>
/// <param name="Effects">Every deadline that it changes by a minute or more, those it hurts first.</param>
/// <param name="ExtraKm">Driven more in all, straight lines.</param>
public sealed record ChoiceBody(Order? Order, IReadOnlyList<Order> Orders, string Why, bool Better, int Late, IReadOnlyList<EffectBody> Effects, double ExtraKm);

/// <param name="BeforeMarginS">Seconds left when it is unloaded, as eight of ten are; negative when late, null when nobody would bring it.</param>
public sealed record EffectBody(DeliveryId Delivery, double? BeforeMarginS, double? AfterMarginS);

static class ProposalsApi
{
    public static void MapProposals(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/proposals", Read).WithSummary("The three best things that can be done about an incident, a delivery, a vehicle, a laboratory or a closed road");

    static async Task<ProposalsBody> Read(string? about, LiveState live, SituationDesk desk, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(about) || about.Length > 120) throw Refusal.BadRequest("about: an incident's id, a delivery, a vehicle, a laboratory or a closed road.");
        await live.CatchUp(cancel);
        var proposed = desk.Propose(about) ?? throw Refusal.NotFound($"There is nothing to propose about '{about}': it is not known, or over.");
        return new ProposalsBody(about, proposed.Now, proposed.AsItIs.Late, [.. proposed.Choices.Select(c => Of(c, proposed.AsItIs))]);
    }

    static ChoiceBody Of(Choice choice, Score asItIs) => new(
        choice.Idea.Orders.FirstOrDefault(), choice.Idea.Orders, choice.Idea.Why, choice.Score.IsBetterThan(asItIs), choice.Score.Late,
        [.. choice.Effects.Select(e => new EffectBody(e.Delivery, Seconds(e.Before), Seconds(e.After)))], Math.Round(choice.Km, 1));

    static double? Seconds(TimeSpan? margin) => margin is { } m ? Math.Round(m.TotalSeconds) : null;
}

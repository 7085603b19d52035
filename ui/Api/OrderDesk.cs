using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <summary>Gives orders of people: what cannot be done is refused with the sentence that says why; what can is a fact.</summary>
sealed class OrderDesk(LiveState live, SituationDesk situation, IGrainFactory grains)
{
    /// <summary>Completes when it is on disk; the vehicles it concerns are told from there on.</summary>
    public async Task<OrderGivenBody> Give(DateOnly date, OrderId? wished, Order order, string reason, StaffId actor, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var plan = live.Views.One<PlanView>(Subject.OfPlan(date).Id) ?? throw Refusal.NotFound($"There is no plan of {date:yyyy-MM-dd}.");
        if (wished is { } known && plan.Orders.FirstOrDefault(o => o.Id == known) is { } before) return Same(before, order, reason, actor);
        var now = situation.Now;
        if (Refused(order, plan, situation.Of(now)) is { } why) throw new Refusal(StatusCodes.Status422UnprocessableEntity, why);
        var id = wished ?? OrderRecord.Next(plan, "-" + Guid.NewGuid().ToString("N")[..3]);
        var grain = grains.GetGrain(Subject.OfPlan(date));
        await grain.Record(new FactBatch([OrderRecord.Of(date, id, order, reason, actor, now)])).WaitAsync(cancel);
        // Whoever took the same id a moment before has it: what stands is asked for, not taken for granted.
        var stands = ViewJson.Read<PlanView>((await grain.Read().WaitAsync(cancel)).View).Orders.Single(o => o.Id == id);
        return Same(stands, order, reason, actor);
    }

    /// <summary>What an order would do to every deadline; refused as giving it would be. Nothing is ordered by asking.</summary>
    public Choice Try(DateOnly date, Order order, string why)
    {
        var plan = live.Views.One<PlanView>(Subject.OfPlan(date).Id) ?? throw Refusal.NotFound($"There is no plan of {date:yyyy-MM-dd}.");
        var now = situation.Of(situation.Now);
        if (Refused(order, plan, now) is { } refused) throw new Refusal(StatusCodes.Status422UnprocessableEntity, refused);
        return Choice.Of(now, Outcome.Of(now), new Idea([order], why));
    }

    string? Refused(Order order, PlanView plan, Situation now) => (Impossible(order, plan) ?? Commitment.Broken(now, order)) is { } why ? Sentence(why) : null;

    /// <summary>The same order told again is given; another one under its id is not, and must not seem to be.</summary>
    static OrderGivenBody Same(OrderView stands, Order order, string reason, StaffId actor) =>
        stands.Actor == actor && FactCodec.Write(new OrderGiven(stands.Id, stands.Order, stands.Reason)).AsSpan().SequenceEqual(FactCodec.Write(new OrderGiven(stands.Id, order, reason)))
            ? new OrderGivenBody(stands.Id, stands.At)
            : throw Refusal.Conflict($"{stands.Id} is another order; take another id.");

    /// <summary>What names something that does not exist, or an id that is taken.</summary>
    string? Impossible(Order order, PlanView plan) => order switch
    {
        AssignVehicle o => Vehicle(o.Vehicle),
        SplitLoad o => Vehicle(o.Vehicle) ?? Free(plan, o.NewTrip),
        AddTrip o => Vehicle(o.Trip.Vehicle) ?? Free(plan, o.Trip.Trip) ?? o.Trip.Stops.Select(s => Site(s.Site)).FirstOrDefault(s => s is not null),
        ChangeTrip o => o.Trip.Stops.Count == 0 ? "a trip without stops is cancelled, not changed" : o.Trip.Stops.Select(s => Site(s.Site)).FirstOrDefault(s => s is not null),
        Divert o => Laboratory(o.Laboratory),
        TransferBoxes o => o.Boxes.Count == 0 ? "no boxes are named" : Vehicle(o.From) ?? Vehicle(o.To) ?? Laboratory(o.Laboratory) ?? Free(plan, o.NewTrip),
        OrderSupply o => o is { Boxes: <= 0, Kits: <= 0 } ? "neither boxes nor kits are named" : Vehicle(o.Vehicle) ?? Site(o.Centre) ?? Free(plan, o.NewTrip),
        SetIntake o => Laboratory(o.Laboratory) ?? (o.State == IntakeState.Slowed == o.LoadsPerHour is null ? "loads per hour stand with slowed, and only there" : null),
        SuspendSessions o => Sessions(o.Sessions),
        ResumeSessions o => Sessions(o.Sessions),
        _ => null,
    };

    string? Vehicle(VehicleId id) => live.Views.One<VehicleView>(id.Value) is null ? $"vehicle {id} is not known" : null;
    string? Site(SiteId id) => live.Views.One<SiteView>(id.Value) is null ? $"site {id} is not known" : null;
    string? Laboratory(SiteId id) => live.Views.One<SiteView>(id.Value) is not { Role: SiteRole.Laboratory } ? $"{id} is no laboratory" : null;
    string? Sessions(IReadOnlyList<DeliveryId> sessions) => sessions.Count == 0 ? "no sessions are named" : sessions.Where(s => live.Views.One<DeliveryView>(s.Value) is null).Select(s => $"session {s} is not planned").FirstOrDefault();
    static string? Free(PlanView plan, TripId trip) => plan.Trips.Any(t => t.Trip == trip) ? $"a trip {trip} there is already" : null;

    static string Sentence(string why) => char.ToUpperInvariant(why[0]) + why[1..] + ".";
}

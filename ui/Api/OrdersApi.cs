using System.Text.Json.Serialization;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <param name="Id">The caller's own, to be safe against sending twice; null for the next free one.</param>
/// <param name="Order">As <c>GET</c> shows it: <c>kind</c> and its fields.</param>
public sealed record OrderBody(string? Id, string? Actor, string? Reason, [property: JsonConverter(typeof(OrderConverter))] Order Order);

public sealed record OrderGivenBody(OrderId Id, Instant At);

/// <param name="Vehicles">Who was told what, and how far it has got; ages in seconds of the programme.</param>
public sealed record OrderLine(OrderId Id, Instant At, StaffId? Actor, string Reason, Order Order, string Says, IReadOnlyList<ToldLine> Vehicles);
public sealed record ToldLine(VehicleId Vehicle, string Text, Instant? Sent, Instant? Seen, Instant? Accepted, double AgeSeconds);

/// <param name="From">The road's two ends.</param>
public sealed record NoticeBody(string Name, GeoPoint From, GeoPoint To, Instant Since, Instant? Until, string? Text);

static class OrdersApi
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/plans/{date}/orders", Give).RequireAuthorization(May.Act).Accepts<OrderBody>("application/json").Produces<OrderGivenBody>().WithSummary("Orders something: who, why, and what");
        routes.MapGet("/plans/{date}/orders", List).WithSummary("What was ordered, and how far each driver's instruction has got");
        routes.MapPost("/plans/{date}/notices", Notice).RequireAuthorization(May.Act).Accepts<NoticeBody>("application/json").Produces<Registered>().WithSummary("A road is closed, says somebody outside");
    }

    static async Task<OrderGivenBody> Give(DateOnly date, HttpRequest request, OrderDesk desk, CancellationToken cancel)
    {
        var body = await JsonBody.Read<OrderBody>(request, cancel);
        var check = new Check();
        var actor = Actor.Of(request.HttpContext, body.Actor, check);
        var id = check.CodeOrNull<OrderId>(body.Id, "id");
        check.Text(body.Reason, 400, "reason");
        check.That(body.Order is not null, "order", "what is ordered.");
        check.Done();
        return await desk.Give(date, id, body.Order!, body.Reason!, actor, cancel);
    }

    static async Task<IReadOnlyList<OrderLine>> List(DateOnly date, LiveState live, [Microsoft.Extensions.DependencyInjection.FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var plan = live.Views.One<PlanView>(Subject.OfPlan(date).Id) ?? throw Refusal.NotFound($"There is no plan of {date:yyyy-MM-dd}.");
        var now = Instant.From(programme.GetUtcNow());
        var told = live.Views.All<VehicleView>().SelectMany(v => (v.Instructions ?? []).Select(i => (Vehicle: v.Id, i))).ToLookup(t => t.i.Order);
        return [.. plan.Orders.Select(o => new OrderLine(o.Id, o.At, o.Actor, o.Reason, o.Order, OrderText.Of(o.Order), [.. told[o.Id]
            .Select(t => new ToldLine(t.Vehicle, t.i.Text, t.i.Sent, t.i.Seen, t.i.Accepted, Math.Round((now - t.i.Given).TotalSeconds, 1))).OrderBy(t => t.Vehicle.Value, StringComparer.Ordinal)]))];
    }

    static async Task<Registered> Notice(DateOnly date, HttpRequest request, Registrar registrar, CancellationToken cancel)
    {
        var body = await JsonBody.Read<NoticeBody>(request, cancel);
        var check = new Check();
        check.Text(body.Name, 60, "name");
        check.That(body.Until is null || body.Until > body.Since, "until", "lies after since.");
        if (body.Text is not null) check.Text(body.Text, 400, "text");
        check.Done();
        var notice = new RoadNotice(body.Name, body.From, body.To, body.Since, body.Until, body.Text ?? "");
        return await registrar.Register([Wanted.OnDate(Subject.OfPlan(date), notice, body.Since, fact => fact is RoadNotice old && old.Name == notice.Name)], cancel);
    }
}

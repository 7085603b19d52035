using System.Runtime.CompilerServices;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <summary>From a subject's folded state to the view everybody reads.</summary>
public static class Views
{
    // As it is made once, so it is shown once.
    static readonly ConditionalWeakTable<CycleResult, CycleView> s_cycles = [];

    public static byte[] Of<TState>(TState state) where TState : class => state switch
    {
        BoxState box => ViewJson.Write(Of(box)),
        DeliveryState delivery => ViewJson.Write(Of(delivery)),
        SiteState site => ViewJson.Write(Of(site)),
        VehicleState vehicle => ViewJson.Write(Of(vehicle)),
        CourierState courier => ViewJson.Write(new CourierView(courier.Id, Of(courier.Account), Here(courier.Account))),
        DockState dock => ViewJson.Write(Of(dock)),
        DeviceState device => ViewJson.Write(Of(device)),
        IncidentState incident => IncidentViews.Of(incident) is { } view ? ViewJson.Write(view) : [],
        PlanState { Made.Fact: PlanMade made } plan => ViewJson.Write(new PlanView(made.Date, plan.Trips)
        {
            Orders = [.. plan.Orders.Select(o => (o, Given: (OrderGiven)o.Fact)).Select(o => new OrderView(o.Given.Id, o.o.Stamp.OccurredAt, o.o.Actor, o.Given.Reason, o.Given.Order))],
            Notices = [.. plan.Notices.Select(n => (RoadNotice)n.Fact)],
        }),
        ProgrammeState { Set.Fact: ProgrammeSet set } programme =>
            ViewJson.Write(new ProgrammeView(set.Name, set.Zone, programme.Simulated, set.Scenario, set.Seed, set.Date)
            {
                Duty = (programme.Duty?.Fact as DutySet)?.People ?? [],
                Limits = (programme.Limits?.Fact as LimitsSet)?.Limits ?? TemperatureLimits.Usual,
                Shifts = programme.Shifts.IsEmpty ? null : [.. programme.Shifts.Select(Of)],
            }),
        _ => [],
    };

    static ShiftView Of(Recorded recorded)
    {
        var shift = (ShiftHandedOver)recorded.Fact;
        return new ShiftView(recorded.Stamp.OccurredAt, shift.Offered, recorded.Actor!.Value, recorded.SecondActor!.Value, shift.Note, shift.Open);
    }

    static BoxView Of(BoxState box)
    {
        var current = box.Current;
        return new BoxView(
            box.Id, box.Registration?.Seal, (box.Beacon?.Fact as BeaconJoined)?.Beacon ?? box.Registration?.Beacon, current?.Place ?? BoxPlace.WarehouseClean, current?.Holder,
            current?.Spans[^1].Since is { } since && since != Instant.Min ? since : null, current?.Spans[^1].Half ?? false, current?.SealState ?? SealState.None,
            current?.Evidence.Packed.Count ?? 0, current?.Evidence.Readings.Count ?? 0, current?.Centre, Whereabouts.Of(box), current?.Discrepancies ?? [],
            [.. box.Results.Select(cycle => s_cycles.GetValue(cycle, Of))])
        {
            Bench = current is null ? null : BenchCounts.Of(current.Evidence),
            Hold = current?.Hold,
            BoundFor = current is { EmptiedAt: null } ? current.BoundFor : null,
            HalfSince = current is not null ? Custody.OpenHalf(current.Evidence)?.At : null,
            Temperature = TemperatureView.Of(current?.Evidence.Temperature?.Fact as TemperatureJudged),
            Fault = current?.Evidence.LookedInto?.Fact is BoxLookedInto { Finding: Finding.Faulty } looked ? looked.Reason : null,
        };
    }

    static CycleView Of(CycleResult cycle) => new(
        cycle.Says.Cycle, cycle.Says.Place, cycle.Holder, cycle.SealState, cycle.Packed, cycle.Received, cycle.Tubes, cycle.Says.Centre, cycle.Says.SealedAt, cycle.MechanicalSeal,
        cycle.Says.UnloadedAt, cycle.Says.Spans, cycle.Discrepancies)
    {
        Bench = cycle.Bench,
        ReceivedAt = cycle.Says.ReceivedAt,
        Laboratory = cycle.Laboratory,
        Temperature = TemperatureView.Of(cycle.Temperature),
    };

    static DeliveryView Of(DeliveryState delivery)
    {
        var (summary, verdict) = (delivery.Summary, delivery.Verdict);
        if (summary is null || verdict is null)
            return new DeliveryView(delivery.Id, "", "", null, default, default, null, false, Targets.Minutes, default, DeliveryStage.Planned, null, true, null, null, null, null, false, null, []);
        var risk = delivery.Risk?.Fact as RiskJudged;
        return new DeliveryView(
            delivery.Id, summary.NameEn, summary.NameZh, summary.Laboratory, summary.Opens, summary.PlannedClosure, summary.DeclaredClosure, verdict.Assumed,
            summary.TargetMinutes, verdict.TargetAt, verdict.Stage, verdict.WithinTarget, verdict.Proven, verdict.CollectedAt, verdict.UnloadedAt,
            verdict.ReceivedAt, verdict.Carrier, risk?.AtRisk ?? false, risk?.MarginMinutes, [.. summary.Boxes.Select(Of)]);
    }

    static DeliveryBoxView Of(DeliveredBox box) => new(
        box.Box, box.Cycle?.Place, box.Cycle?.Spans[^1].Holder, box.Cycle?.Packed ?? box.DeclaredTubes ?? 0, box.Cycle?.CollectedAt, box.Cycle?.UnloadedAt, box.Cycle?.ReceivedAt);

    static SiteView Of(SiteState site)
    {
        var r = site.Registration;
        var stock = Stock.Of(site);
        return new SiteView(
            site.Id, r?.NameEn ?? site.Id.Value, r?.NameZh ?? site.Id.Value, r?.District ?? "", r?.LatDeg ?? 0, r?.LonDeg ?? 0, r?.FenceM ?? 0,
            r?.Role ?? SiteRole.Centre, r?.Beacon, r?.Laboratory, r?.TargetMinutes,
            [.. site.Sessions.Select(s => new SessionView(s.Delivery, s.Opens, s.Closes, site.Closures.GetValueOrDefault(s.Delivery)?.Stamp.OccurredAt) { Suspended = site.IsSuspended(s.Delivery) })],
            r?.Docks ?? [], Of(site.Account), Places(site.Account), stock.Kits, stock.StockOuts)
        {
            Intake = site.Intake,
            Stock = r?.Role == SiteRole.Centre ? StockViews.Of(site, stock) : null,
            Lots = StockViews.Lots(site, stock),
            Reasons = site.Reasons.IsEmpty ? null : [.. site.Reasons.Values.Select(r => (ReasonsListed)r.Fact).Select(r => new ReasonsView(r.Version, r.Reasons))],
        };
    }

    static VehicleView Of(VehicleState vehicle) => new(
        vehicle.Id, vehicle.Beacon, Of(vehicle.Account), Here(vehicle.Account),
        [.. vehicle.Visits.Select(v => new VisitView(v.Site, v.From, v.To, v.Proof == VisitProof.Scan ? "scan" : "beacon"))],
        vehicle.SilentSince, [.. vehicle.Trips])
    {
        Instructions = vehicle.Orders.IsEmpty ? null : [.. vehicle.Instructions.Select(i => new InstructionView(
            i.Instruction.Id, i.Instruction.Order, i.Instruction.Kind, i.Instruction.Text, i.Instruction.Reason, i.Instruction.At, i.Sent, i.Seen, i.Accepted, i.Instruction.Transfer))],
        BrokenDownSince = vehicle.BrokenDownSince,
    };

    static DockView Of(DockState dock) => new(
        dock.Id, dock.Registration?.Site, dock.Registration?.Number ?? 0,
        [.. dock.Unloads().Select(u => new UnloadView(u.Vehicle is { } v ? Code.Parse<VehicleId>(v.Id) : null, u.From, u.To, Math.Round(u.Took.TotalSeconds, 3), u.Boxes))]);

    static DeviceView Of(DeviceState device) => new(
        device.Id, device.Registration?.Class ?? DeviceClass.Scanner, device.Registration?.Salt ?? "", device.Registration?.SecretDigest ?? "", device.Registration?.Place ?? "",
        [.. device.Clocks.Select(c => (c.Key, Clock: (ClockMeasured)c.Value.Fact)).Select(c => new ClockView(c.Key, c.Clock.Offset, c.Clock.WallMinusUpMs, c.Clock.Uncertainty, c.Clock.Trusted))])
    {
        Registered = device.Registered?.Stamp.OccurredAt,
        Revoked = device.Revoked is { } revoked
            ? new RevokedView(revoked.Stamp.OccurredAt, revoked.Actor, ((DeviceRevoked)revoked.Fact).Reason, device.Released?.Stamp.OccurredAt, device.Released?.Actor)
            : null,
        Tracking = device.Agreed is { Fact: TrackingAgreed agreed } given ? new TrackingView(agreed.Trip, given.Stamp.OccurredAt) : null,
    };

    static AccountView Of(Account? account) => account is null ? new AccountView(0, 0, 0, 0) : new AccountView(account.Opening, account.In, account.Out, account.Balance);

    static IReadOnlyList<PlaceCount> Places(Account? account) => account is null ? []
        : [.. account.Here.GroupBy(h => h.Cycle.Place).OrderBy(g => g.Key).Select(g => new PlaceCount(g.Key, g.Count()))];

    static IReadOnlyList<BoxHere> Here(Account account) =>
        [.. account.Here.OrderBy(h => h.Box.Value, StringComparer.Ordinal).Select(h => new BoxHere(h.Box, h.Cycle.Place, h.Cycle.Packed))];
}

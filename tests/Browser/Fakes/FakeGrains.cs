using System.Reflection;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>Grains that only store facts, and make the few views that registering needs.</summary>
public class FakeGrains : DispatchProxy
{
    FakeStore store = null!;

    public static IGrainFactory Over(FakeStore store)
    {
        var factory = Create<IGrainFactory, FakeGrains>();
        ((FakeGrains)(object)factory).store = store;
        return factory;
    }

    protected override object? Invoke(MethodInfo? method, object?[]? args) =>
        method is { Name: "GetGrain", IsGenericMethod: true } && args?[0] is string key
            ? FakeGrain.Make(method.GetGenericArguments()[0], key, store)
            : throw new NotSupportedException(method?.Name);
}

public class FakeGrain : DispatchProxy
{
    Subject subject;
    FakeStore store = null!;

    internal static object Make(Type grain, string key, FakeStore store)
    {
        var made = Create(grain, typeof(FakeGrain));
        var word = grain.Name[1..^"Grain".Length].ToLowerInvariant();
        (((FakeGrain)made).subject, ((FakeGrain)made).store) = (new Subject(Subject.TryKind(word, out var kind) ? kind : throw new NotSupportedException(word), key), store);
        return made;
    }

    protected override object? Invoke(MethodInfo? method, object?[]? args) =>
        method?.Name switch
        {
            nameof(ISubjectGrain.Record) => Task.FromResult(Record((FactBatch)args![0]!)),
            nameof(ISubjectGrain.Read) => Task.FromResult(new ViewBytes(0, Row()!.View)),
            _ => throw new NotSupportedException(method?.Name),
        };

    EntityRow? Row() => ((IReadModel)store).All(Subject.Word(subject.Kind), CancellationToken.None).GetAwaiter().GetResult().FirstOrDefault(r => r.Id == subject.Id);

    RecordOutcome Record(FactBatch batch)
    {
        var (stored, seq) = store.Add(subject.Value, batch.Facts, batch.Facts[0].ReceivedAt);
        if (subject.Kind == SubjectKind.Incident) PutFolded(IncidentState.Start(subject.Id), Views.Of);
        else if (subject.Kind == SubjectKind.Device) PutFolded(DeviceState.Start(subject.Id), Views.Of);
        else if (subject.Kind == SubjectKind.Programme && Row() is { } programme && FactCodec.Read(batch.Facts[^1].Payload) is ShiftHandedOver) PutShifts(ViewJson.Read<ProgrammeView>(programme.View));
        else if (subject.Kind == SubjectKind.Plan && Row() is { } plan) PutOrdered(ViewJson.Read<PlanView>(plan.View), batch);
        else if (stored > 0 && ViewOf(FactCodec.Read(batch.Facts[^1].Payload)) is { } view) store.Put(Subject.Word(subject.Kind), subject.Id, view, batch.Facts[0].ReceivedAt);
        return new RecordOutcome(stored, batch.Facts.Count - stored, seq);
    }

    /// <summary>What is ordered stands in the plan; nobody is told.</summary>
    void PutOrdered(PlanView plan, FactBatch batch)
    {
        foreach (var recorded in batch.Facts.Select(f => f.ToRecorded()).Where(r => r.Fact is OrderGiven))
        {
            var given = (OrderGiven)recorded.Fact;
            plan = new PlanView(plan.Date, TripsNow.After(plan.Trips, recorded)) { Orders = [.. plan.Orders, new OrderView(given.Id, recorded.Stamp.OccurredAt, recorded.Actor, given.Reason, given.Order)] };
        }
        store.Put("plan", subject.Id, ViewJson.Write(plan), batch.Facts[0].ReceivedAt);
    }

    void PutShifts(ProgrammeView view)
    {
        var set = new Recorded(Guid.Empty, new Stamp(new Instant(0), "", 0, 0, 0), TimeSpan.Zero, null, new Instant(0), null, null, null, new ProgrammeSet(view.Name, view.Zone, view.Simulated, view.Scenario, view.Seed, view.Date));
        var rows = ((IJournal)store).Read(subject.Value, 0, CancellationToken.None).GetAwaiter().GetResult();
        store.Put("programme", subject.Id, Views.Of(rows.Aggregate(ProgrammeState.Start(subject.Id).Apply(set), (s, row) => s.Apply(row.Fact.ToRecorded()))), 0);
    }

    void PutFolded<TState>(TState start, Func<TState, byte[]> view) where TState : class, IFold<TState>
    {
        var rows = ((IJournal)store).Read(subject.Value, 0, CancellationToken.None).GetAwaiter().GetResult();
        store.Put(Subject.Word(subject.Kind), subject.Id, view(rows.Aggregate(start, (s, row) => s.Apply(row.Fact.ToRecorded()))), 0);
    }

    byte[]? ViewOf(Fact fact) => fact switch
    {
        ProgrammeSet p => ViewJson.Write(new ProgrammeView(p.Name, p.Zone, p.Simulated, p.Scenario, p.Seed, p.Date)),
        SiteRegistered s => ViewJson.Write(new SiteView(
            Code.Parse<SiteId>(subject.Id), s.NameEn, s.NameZh, s.District, s.LatDeg, s.LonDeg, s.FenceM, s.Role, s.Beacon, s.Laboratory, s.TargetMinutes,
            [], s.Docks, new AccountView(0, 0, 0, 0), [], s.OpeningKits, 0)),
        VehicleRegistered v => ViewJson.Write(new VehicleView(Code.Parse<VehicleId>(subject.Id), v.Beacon, new AccountView(0, 0, 0, 0), [], [], null, [])),
        _ => null,
    };
}

using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Grains;

namespace SpecimenLogistics.Unit.Loops;

/// <summary>Loops look twice a second, and most of what there is has not changed since.</summary>
public sealed class What_a_loop_remembers
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Any view that is small.</summary>
    static CourierView Said(string id, int times) => new(id, new AccountView(times, 0, 0, 0), []);

    static IEnumerable<(string, int)> Of(IEnumerable<CourierView> views) => views.Select(v => (v.Id, v.Account.Opening));

    /// <summary>0: nothing is put, it is looked. 1 to 4: put so; 5: said anew with nothing in it.</summary>
    static readonly Gen<(int Id, int What, bool Other)[]> s_story = Gen.Select(Gen.Int[0, 12], Gen.Int[0, 5], Gen.Bool).Array[1, 80];

    [Fact]
    public Task Is_what_the_store_says_whenever_it_looks_and_however_long_it_has_not() => s_story.SampleAsync(async story =>
    {
        var store = new CountingStore();
        var memo = new ViewMemo<CourierView>(store, SubjectKind.Site);
        var (said, times) = (new SortedDictionary<string, int>(StringComparer.Ordinal), 0);
        foreach (var (n, what, other) in story)
        {
            var id = $"S{n}";
            if (what == 0) Assert.Equal(said.Select(s => (s.Key, s.Value)), Of(await memo.Read(Cancel)));
            else if (other) store.Put(SubjectKind.Vehicle, id, Said(id, -1));
            else if (what == 5)
            {
                store.Put(SubjectKind.Site, id, []);
                said.Remove(id);
            }
            else
            {
                said[id] = ++times;
                store.Put(SubjectKind.Site, id, Said(id, times));
            }
        }
        Assert.Equal(said.Select(s => (s.Key, s.Value)), Of(await memo.Read(Cancel)));
    }, iter: 200);

    [Fact]
    public async Task Costs_what_has_changed_since_the_last_look()
    {
        var store = new CountingStore();
        for (var n = 0; n < 1000; n++) store.Put(SubjectKind.Site, $"S{n}", Said($"S{n}", 0));
        var memo = new ViewMemo<CourierView>(store, SubjectKind.Site);
        await memo.Read(Cancel);
        Assert.Equal(1000, store.HandedOut);
        store.Put(SubjectKind.Site, "S7", Said("S7", 1));
        store.Put(SubjectKind.Site, "T1", Said("T1", 1));
        Assert.Equal(1001, (await memo.Read(Cancel)).Count);
        Assert.Same(await memo.Read(Cancel), await memo.Read(Cancel));
        Assert.Equal(1002, store.HandedOut);
    }

    [Fact]
    public async Task Comes_again_where_it_could_not_be_taken()
    {
        var store = new CountingStore();
        store.Put(SubjectKind.Site, "S1", Said("S1", 1));
        var memo = new ViewMemo<CourierView>(store, SubjectKind.Site);
        await memo.Read(Cancel);
        store.Put(SubjectKind.Site, "S1", "{"u8.ToArray());
        await Assert.ThrowsAnyAsync<Exception>(() => memo.Read(Cancel));
        await Assert.ThrowsAnyAsync<Exception>(() => memo.Read(Cancel));
        store.Put(SubjectKind.Site, "S1", Said("S1", 3));
        Assert.Equal([("S1", 3)], Of(await memo.Read(Cancel)));
    }

    [Fact]
    public async Task Is_all_that_watches_read_and_each_of_them_the_same()
    {
        var store = new CountingStore();
        for (var n = 0; n < 20; n++) store.Put(SubjectKind.Vehicle, $"V{n:000}", ManyDays.Vehicle(n, []));
        var views = new LoopViews(store);
        SilenceWatch Watch() => new(views, new AllHeard(), null!, new Frozen(), TimeProvider.System, TimeProvider.System, new OnDuty(), NullLogger<SilenceWatch>.Instance);
        SilenceWatch[] watches = [Watch(), Watch()];
        foreach (var watch in watches) await watch.TakeTurn(Cancel);
        store.Put(SubjectKind.Vehicle, "V003", ManyDays.Vehicle(3, []));
        foreach (var watch in watches) await watch.TakeTurn(Cancel);
        Assert.Equal(21, store.HandedOut);
    }

    sealed class OnDuty : IDuty
    {
        public bool IsOurs => true;
    }

    sealed class Frozen : IClockControl
    {
        public ClockState Read() => new(DateTimeOffset.UnixEpoch, 1, true);
        public Task Set(ClockState state, CancellationToken cancel) => throw new NotSupportedException();
    }

    /// <summary>Every vehicle, in the far future: none is silent.</summary>
    sealed class AllHeard : ITrack
    {
        public Task<IReadOnlyList<VehicleLast>> Last(CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<VehicleLast>>([.. Enumerable.Range(0, 20).Select(n => new VehicleLast($"vehicle/V{n:000}", long.MaxValue / 100, null))]);

        public Task<TrackOutcome> Append(TelemetryBatch batch, CancellationToken cancel) => throw new NotSupportedException();
        public Task<IReadOnlyList<HeardRow>> Heard(string hearer, long afterN, int limit, CancellationToken cancel) => throw new NotSupportedException();
        public Task<IReadOnlyList<PositionRow>> Positions(string hearer, long from, long to, CancellationToken cancel) => throw new NotSupportedException();
        public Task<IReadOnlyList<TemperatureRow>> Temperatures(long afterRow, int limit, CancellationToken cancel) => throw new NotSupportedException();
        public Task<IReadOnlyList<TemperatureRow>> TemperaturesOf(string hearer, long from, long to, CancellationToken cancel) => throw new NotSupportedException();
        public Task<long> KeptFrom(string table, CancellationToken cancel) => throw new NotSupportedException();
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Grains;
using SpecimenLogistics.Journal;
using SpecimenLogistics.Tests.Postgres;

namespace SpecimenLogistics.Tests.Cluster;

/// <summary>What processes of one store tell each other through it.</summary>
public sealed class Processes_on_one_store
{
    readonly string store = PrivatePostgres.Shared.NewStore();

    [Fact(Timeout = 60_000)]
    public async Task Have_one_of_them_on_duty_and_the_next_when_that_one_goes()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var one = await Start("one", cancel);
        using var two = await Start("two", cancel);
        var (first, second) = (Duty(one), Duty(two));
        await Until(() => first.IsOurs || second.IsOurs);
        for (var looks = 0; looks < 30; looks++)
        {
            Assert.False(first.IsOurs && second.IsOurs);
            await Task.Delay(100, cancel);
        }
        var (on, off) = first.IsOurs ? (one, second) : (two, first);
        var began = TimeProvider.System.GetTimestamp();
        await on.StopAsync(cancel);
        await Until(() => off.IsOurs);
        Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(5), "who leaves in an orderly way leaves no wait behind");
    }

    [Fact(Timeout = 60_000)]
    public async Task Take_over_from_one_that_says_no_word_and_that_one_knows_by_itself()
    {
        var cancel = TestContext.Current.CancellationToken;
        var clock = new StoppedTime();
        using var one = await Start("one", cancel, clock);
        await Until(() => Duty(one).IsOurs);
        // It stands still: its timers do not come, and it does not know that anything happened.
        clock.Stops = true;
        using var two = await Start("two", cancel);
        await Until(() => Duty(two).IsOurs);
        clock.Ahead = TimeSpan.FromSeconds(6);
        Assert.False(Duty(one).IsOurs);
    }

    [Fact(Timeout = 60_000)]
    public async Task Are_not_ready_where_their_clock_is_another_than_the_stores()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var right = await Start("right", cancel);
        using var wrong = await Start("wrong", cancel, new StoppedTime { WallAhead = TimeSpan.FromSeconds(3) });
        await Until(() => right.Services.GetServices<IReadiness>().All(r => r.WhyNot is null));
        await Until(() => wrong.Services.GetServices<IReadiness>().Any(r => r.WhyNot is { } why && why.Contains("clock", StringComparison.Ordinal)));
    }

    [Fact(Timeout = 60_000)]
    public async Task Hear_what_the_others_commit()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var one = await Start("one", cancel);
        using var two = await Start("two", cancel);
        var heard = new System.Collections.Concurrent.ConcurrentQueue<EntityRow>();
        using var listening = two.Services.GetRequiredService<IFeed>().Subscribe(rows => { foreach (var row in rows) heard.Enqueue(row); });
        for (var n = 1; n <= 20; n++) await one.Services.GetRequiredService<IJournal>().Append(Said("box/BX-0001", n), cancel);
        await Until(() => heard.Any(r => r.Seq == 20));
        Assert.Equal(heard.Select(r => r.Position).Order(), heard.Select(r => r.Position));
    }

    [Fact(Timeout = 60_000)]
    public async Task Are_woken_by_what_another_writes_down()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var one = await Start("one", cancel);
        await using SharedNotes mine = new(store), others = new(store);
        await mine.AwaitChange(TimeSpan.FromSeconds(1), cancel);
        Assert.Null(await mine.Read("clock", cancel));
        var change = mine.AwaitChange(TimeSpan.FromSeconds(30), cancel);
        await others.Write("clock", "noon", cancel);
        await change.WaitAsync(TimeSpan.FromSeconds(5), cancel);
        Assert.Equal("noon", await mine.Read("clock", cancel));
        await others.Write("clock-two", "one", cancel);
        Assert.Equal(["noon", "one"], await mine.ReadAll("clock", cancel));
    }

    async Task<IHost> Start(string name, CancellationToken cancel, TimeProvider? real = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddKeyedSingleton<TimeProvider>(ProgrammeClock.Key, TimeProvider.System);
        builder.Services.AddSingleton(real ?? TimeProvider.System);
        builder.Services.AddJournal(o => (o.DataFolder, o.Store) = (OneSilo.NewFolder(), store));
        builder.Services.AddSharedJournal(store, name).AddSharedDuty();
        var host = builder.Build();
        _ = host.Services.GetRequiredService<IJournal>();
        await host.StartAsync(cancel);
        return host;
    }

    static SharedDuty Duty(IHost host) => host.Services.GetRequiredService<SharedDuty>();

    static StreamAppend Said(string stream, int n)
    {
        var at = new Instant(1_599_350_400_000_000 + n);
        var fact = new Recorded(FactIds.Named($"{stream} {n}"), new Stamp(at, "S-1", 1, n, 0), TimeSpan.Zero, null, at, null, null, null,
            new TubePacked(Code.Parse<TubeSerial>($"T{n:00000}"), Code.Parse<Party>("centre:CW01"))).ToEnvelope();
        return new StreamAppend(stream, n - 1, [fact], new EntityState("box", "BX-0001", [(byte)n]), [], null, []);
    }

    static async Task Until(Func<bool> isSo)
    {
        while (!isSo()) await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    /// <summary>The machine's clock, which can be ahead, and whose timers can stand still as those of a stopped process do.</summary>
    sealed class StoppedTime : TimeProvider
    {
        public bool Stops { get; set; }
        public TimeSpan Ahead { get; set; }
        public TimeSpan WallAhead { get; init; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + WallAhead;
        public override long TimestampFrequency => System.TimestampFrequency;
        public override long GetTimestamp() => System.GetTimestamp() + (long)(Ahead.TotalSeconds * TimestampFrequency);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(s => { if (!Stops) callback(s); }, state, dueTime, period);
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Grains;
using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Simulation;

/// <summary>One plan, played: two gateways, two silos, the store, four devices and whoever looks on.</summary>
sealed class History : IDisposable
{
    static readonly TimeSpan s_longest = TimeSpan.FromMinutes(20);
    static readonly Lazy<MemoryDialect> s_registered = new(Register);
    static int s_stores;

    readonly Plan plan;
    readonly World world = new();
    readonly WorldTime time;
    readonly Network network;
    readonly Placement placement;
    readonly MemoryDialect dialect;
    readonly Disk disk;
    readonly List<Gateway> gateways = [];
    readonly List<Silo> silos = [];
    readonly List<Device> devices = [];
    readonly List<string> told = [];
    readonly Onlooker onlooker = new();
    readonly Sabotage sabotage;
    Store store;
    bool rests;
    string? wrong;

    History(Plan plan, MemoryDialect? from, Sabotage sabotage)
    {
        (this.plan, this.sabotage) = (plan, sabotage);
        time = new WorldTime(world);
        network = new Network(world, plan, Tell);
        disk = new Disk(plan, Tell);
        dialect = new MemoryDialect($"store-{Interlocked.Increment(ref s_stores)}", disk, from);
        placement = new Placement(() => [.. silos.Where(s => !s.IsDead)], new Dice(plan.Seed ^ 0x706c61));
        store = NewStore();
    }

    /// <summary>What went wrong, in the order in which it did.</summary>
    public IReadOnlyList<string> Told => told;

    /// <summary>How it went, in numbers: two plays of one plan have the same.</summary>
    public (long Steps, int Messages, int DiskSteps) Course => (world.Steps, network.Sent, disk.Steps);

    /// <summary>Plays it to its end and says what is wrong then; null for nothing.</summary>
    public static (string? Wrong, History Played) Play(Plan plan, Sabotage sabotage = Sabotage.None)
    {
        var history = new History(plan, s_registered.Value, sabotage);
        return (history.Run(), history);
    }

    string? Run()
    {
        for (var n = 0; n < 2; n++) NewGateway(n);
        for (var n = 0; n < 2; n++) silos.Add(NewSilo(n));
        foreach (var name in Story.Devices)
            devices.Add(new Device(name, world, network, () => [.. gateways.Where(g => !g.IsDead)], new Dice(plan.Seed ^ (ulong)name.Length << 8 ^ name[^1]), Acknowledged));
        disk.IsOn = true;
        foreach (var said in plan.Said) world.After(TimeSpan.FromMilliseconds(said.AtMs), () => devices.First(d => d.Name == said.Device).Happens(said));
        foreach (var fault in plan.AtTimes) world.After(TimeSpan.FromMilliseconds(fault.At), () => Happens(fault));
        var last = plan.Said.Select(s => s.AtMs).Concat(plan.AtTimes.Select(f => f.At)).Append(0).Max();
        world.After(TimeSpan.FromMilliseconds(last + 20_000), () => world.Begin(Rest));
        world.Begin(Pump);
        world.Begin(Watch);
        var ended = world.Until(() => rests || world.Broken is not null || wrong is not null, s_longest);
        disk.IsOn = false;
        if (wrong is not null) return wrong;
        if (world.Broken is { } broken) return $"error: nobody caught {broken}";
        return ended ? Verdict.Of(plan, dialect, store.Readers, onlooker) : $"no rest: unsent {string.Join(", ", devices.Where(d => !d.HasSentAll).Select(d => d.Name))}";
    }

    void Tell(string what) => told.Add($"{world.Now / 1_000,6} ms {what}");

    Store NewStore()
    {
        var made = new Store(world, dialect, time, "store");
        made.Feed.Subscribe(onlooker.Pushed);
        return made;
    }

    void NewGateway(int number)
    {
        var made = new Gateway($"gateway {number}", RemoteOf, me => new GrainCalls(me, placement, network), time);
        if (number < gateways.Count) gateways[number] = made;
        else gateways.Add(made);
        world.Begin(made.Start);
    }

    Silo NewSilo(int number) => new($"silo {number}", RemoteOf, new KnownBeacons(), time);

    Remote RemoteOf(Machine machine) => new(machine, () => store, network, sabotage);

    void Happens(Fault fault)
    {
        Tell(fault.ToString());
        switch (fault.Kind)
        {
            case FaultKind.KillGateway:
                gateways[fault.Which].Die();
                world.After(TimeSpan.FromSeconds(2), () => NewGateway(fault.Which));
                break;
            case FaultKind.KillSilo:
                silos[fault.Which].Die();
                world.After(TimeSpan.FromSeconds(3), () => silos[fault.Which] = NewSilo(fault.Which));
                break;
            case FaultKind.KillStore:
                store.Die();
                world.After(TimeSpan.FromSeconds(2), Reopen);
                break;
            case FaultKind.StopSilo: silos[fault.Which].StandsUntil = world.Now + 15_000_000; break;
            case FaultKind.Split: placement.Split(); break;
        }
    }

    /// <summary>A disk that fails while the store opens lets it try again, as its supervisor would.</summary>
    void Reopen()
    {
        if (!store.IsDead) return;
        try { store = NewStore(); }
        catch (DiskException) { world.After(TimeSpan.FromSeconds(1), Reopen); }
    }

    /// <summary>At the very moment in which a device is told, it must be on disk.</summary>
    void Acknowledged(Device device, IReadOnlyList<Said> items)
    {
        var on = disk.IsOn;
        disk.IsOn = false;
        foreach (var item in items)
            if (Verdict.Stored(dialect, item) == 0) wrong ??= $"acknowledged and not stored: {item}";
        disk.IsOn = on;
    }

    /// <summary>One process brings summaries, and another one after it has died.</summary>
    async Task Pump()
    {
        while (!rests)
        {
            var silo = silos.FirstOrDefault(s => !s.IsDead);
            if (silo is not null)
            {
                var pump = new OutboxPump(RemoteOf(silo), new GrainCalls(silo, placement, network), time, time, new AlwaysOnDuty(), NullLogger<OutboxPump>.Instance);
                try { await pump.TakeTurn(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30), time); }
                catch (Exception error) when (error is TimeoutException or JournalException) { }
            }
            await Task.Delay(TimeSpan.FromMilliseconds(120), time);
        }
    }

    /// <summary>Who looks on reads what changed, now and then; pushes come besides.</summary>
    async Task Watch()
    {
        var screens = new Screens();
        while (!rests)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(900), time);
            try { await onlooker.Tail(new Remote(screens, () => store, network, sabotage)); }
            catch (TimeoutException) { }
        }
    }

    sealed class Screens() : Machine("screens");

    /// <summary>When everything was said and mended: until the devices are rid of it, the vehicle has read its table, and the outbox is empty.</summary>
    async Task Rest()
    {
        while (!devices.All(d => d.HasSentAll))
        {
            foreach (var device in devices) device.Go();
            await Task.Delay(TimeSpan.FromSeconds(1), time);
        }
        var screens = new Screens();
        while (!await Quiet(screens)) await Task.Delay(TimeSpan.FromSeconds(1), time);
        await onlooker.Tail(new Remote(screens, () => store, network, Sabotage.None));
        rests = true;
    }

    async Task<bool> Quiet(Machine screens)
    {
        try
        {
            await new GrainCalls(screens, placement, network).GetHearer(Domain.Code.Parse<Domain.Subject>("vehicle/V001")).CatchUp();
            var remote = new Remote(screens, () => store, network, Sabotage.None);
            for (var n = 0; n < 3; n++)
            {
                if ((await remote.Outbox(10, CancellationToken.None)).Count > 0) return false;
                await Task.Delay(TimeSpan.FromSeconds(1), time);
            }
            return true;
        }
        catch (Exception error) when (error is TimeoutException or NotKnownStoredException) { return false; }
    }

    static MemoryDialect Register()
    {
        var history = new History(new Plan(0, [], []), null, Sabotage.None);
        history.silos.Add(history.NewSilo(0));
        var done = false;
        history.world.Begin(async () =>
        {
            var calls = new GrainCalls(new Screens(), history.placement, history.network);
            foreach (var (about, fact) in Registration.All()) await calls.GetGrain(about).Record(new FactBatch([fact]));
            done = true;
        });
        if (!history.world.Until(() => done || history.world.Broken is not null, s_longest) || history.world.Broken is not null)
            throw new InvalidOperationException("nothing could be registered", history.world.Broken);
        history.store.Die();
        return history.dialect;
    }

    public void Dispose()
    {
        if (!store.IsDead) store.Die();
        dialect.Dispose();
    }
}

using SpecimenLogistics.Benchmarks.Publish;
using SpecimenLogistics.Tests.Postgres;

namespace SpecimenLogistics.Benchmarks.Loads;

/// <summary>One store with its processes, driven at every shape.</summary>
sealed class Installation(string store, int nodes, LoadOptions options, Mosquitto mosquitto)
{
    /// <summary>So few are measured with many in flight too, as when a network is back and backlogs come.</summary>
    const int Few = 150, Many = 20;

    /// <summary>So many times a measurement's length: processes that have just begun run code that is not compiled for good yet.</summary>
    const int BeforeAll = 3;

    readonly TimeSpan length = TimeSpan.FromSeconds(options.Seconds);
    uint boot;

    IReadOnlyList<LoadShape> Shapes =>
        [.. from connections in options.Connections from window in connections <= Few ? (int[])[1, Many] : [1] select new LoadShape(connections, window) { StepMs = 1 }];

    /// <summary>Tells each round to <paramref name="measured"/> when it is over, so that what came out is not lost with what comes after.</summary>
    public async Task Measure(Action<LoadCell> measured)
    {
        using var database = store == "postgres" ? new PrivatePostgres(durable: true) : null;
        await using var ours = await OurServer.Start(options.Connections.Max(), nodes, database);
        using var journal = new JournalAlone(database);
        await Drive(ours, Shapes.MaxBy(shape => shape.Connections * shape.Window)!, length * BeforeAll);
        for (var round = 0; round < options.Rounds; round++)
            foreach (var shape in Shapes) measured(await Round(ours, journal, shape));
    }

    async Task<LoadCell> Round(OurServer ours, JournalAlone journal, LoadShape shape)
    {
        await Quiet.Wait(ours);
        var other = await Drive(mosquitto, shape, length);
        var own = await Drive(ours, shape, length);
        await Quiet.Wait(ours);
        return new(store, nodes, shape, own, other, await journal.Run(shape, length));
    }

    Task<LoadResult> Drive(IBroker broker, LoadShape shape, TimeSpan during) => Load.Run(broker, shape, new WarmUp(options.WarmUp, length), during, ++boot);
}

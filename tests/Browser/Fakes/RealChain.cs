using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>Streams of a store in memory put into the real journal, in a folder of its own: real hashes, heads and signed roots.</summary>
sealed class RealChain : IDisposable
{
    readonly ServiceProvider services;
    readonly string folder = Directory.CreateTempSubdirectory("chain-test-").FullName;
    readonly StampClock clock = new();

    RealChain() => services = new ServiceCollection().AddLogging().AddKeyedSingleton<TimeProvider>(ProgrammeClock.Key, clock).AddJournal(o => o.DataFolder = folder).BuildServiceProvider();

    public IEvidence Evidence => services.GetRequiredService<IEvidence>();
    public IRoots Roots => services.GetRequiredService<IRoots>();

    public static async Task<RealChain> Of(FakeStore store, DateTimeOffset now, params string[] streams)
    {
        var chain = new RealChain();
        foreach (var stream in streams)
            foreach (var run in Runs(await store.Read(stream, 0, CancellationToken.None)))
                await chain.Append(stream, run);
        chain.clock.Now = now;
        return chain;
    }

    /// <summary>One more fact about a box, now.</summary>
    public async Task Add(string stream, FactEnvelope fact)
    {
        var head = (await Evidence.Stream(stream, CancellationToken.None))?.Head ?? 0;
        Assert.IsType<AppendOutcome.Committed>(await Append(stream, head, [fact]));
    }

    /// <summary>Rows that follow each other and were recorded in the same moment.</summary>
    static IEnumerable<IReadOnlyList<JournalRow>> Runs(IReadOnlyList<JournalRow> rows)
    {
        for (var i = 0; i < rows.Count;)
        {
            JournalRow[] run = [.. rows.Skip(i).TakeWhile(r => r.RecordedAt == rows[i].RecordedAt)];
            yield return run;
            i += run.Length;
        }
    }

    Task<AppendOutcome> Append(string stream, IReadOnlyList<JournalRow> run)
    {
        clock.Now = new Instant(run[0].RecordedAt).ToDateTimeOffset();
        return Append(stream, run[0].Seq - 1, [.. run.Select(r => r.Fact)]);
    }

    Task<AppendOutcome> Append(string stream, long after, FactEnvelope[] facts) => services.GetRequiredService<IJournal>().Append(new StreamAppend(stream, after, facts, null, [], null, []), CancellationToken.None);

    public void Dispose()
    {
        services.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    sealed class StampClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }
        public override DateTimeOffset GetUtcNow() => Now;
    }
}

/// <summary>Evidence as somebody would like it to be.</summary>
sealed class TamperedEvidence(IEvidence real) : IEvidence
{
    public Func<ChainedStream, ChainedStream> Streams { get; set; } = stream => stream;
    public Func<RootText, RootText> Roots { get; set; } = root => root;

    public async Task<ChainedStream?> Stream(string stream, CancellationToken cancel) => await real.Stream(stream, cancel) is { } found ? Streams(found) : null;
    public async Task<RootText?> Root(string? root, CancellationToken cancel) => await real.Root(root, cancel) is { } found ? Roots(found) : null;

    /// <summary>One fact of a stream made another.</summary>
    public static ChainedStream With(ChainedStream stream, long seq, Func<ChainedFact, ChainedFact> change) =>
        stream with { Facts = [.. stream.Facts.Select(f => f.Row.Seq == seq ? change(f) : f)] };

    /// <summary>The same length, one letter of what it says another.</summary>
    public static ChainedFact OtherPayload(ChainedFact fact)
    {
        var payload = fact.Row.Fact.Payload.ToArray();
        payload[^3] ^= 1;
        return fact with { Row = fact.Row with { Fact = fact.Row.Fact with { Payload = payload } } };
    }
}

/// <summary>A store in which nothing was signed and no stream is chained.</summary>
public sealed class NoEvidence : IEvidence
{
    public Task<ChainedStream?> Stream(string stream, CancellationToken cancel) => Task.FromResult<ChainedStream?>(null);
    public Task<RootText?> Root(string? root, CancellationToken cancel) => Task.FromResult<RootText?>(null);
}

using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Unit.Ingest;

/// <summary>Grains that keep what they are told, each subject's in its own order.</summary>
sealed class FakeGrains : StringKeyedGrains
{
    readonly ConcurrentDictionary<string, FakeGrain> grains = new();

    public Gate Commit { get; } = new();
    public ConcurrentQueue<(Subject About, Recorded Fact)> Facts { get; } = new();
    public ConcurrentQueue<(Subject About, int Count)> Calls { get; } = new();
    public ConcurrentQueue<(string Hearer, HeardHint Hint)> Hints { get; } = new();
    public Func<Subject, bool> Fails { get; set; } = _ => false;

    readonly System.Threading.Channels.Channel<(Subject About, Recorded Fact)> came = System.Threading.Channels.Channel.CreateUnbounded<(Subject, Recorded)>();

    public void Keep(Subject about, Recorded fact)
    {
        Facts.Enqueue((about, fact));
        came.Writer.TryWrite((about, fact));
    }

    /// <summary>Completes with the first fact of this kind about a subject; one test asks once.</summary>
    public async Task<T> Recorded<T>(string subject) where T : Fact
    {
        await foreach (var (about, fact) in came.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
            if (about.Value == subject && fact.Fact is T found) return found;
        throw new InvalidOperationException("nothing more comes");
    }

    public IEnumerable<Recorded> About(string subject) => Facts.Where(f => f.About.Value == subject).Select(f => f.Fact);

    public override TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
    {
        var kind = typeof(TGrainInterface).Name[1..^"Grain".Length].ToLowerInvariant();
        return (TGrainInterface)(object)grains.GetOrAdd($"{kind}/{primaryKey}", key => new FakeGrain(Code.Parse<Subject>(key), this));
    }
}

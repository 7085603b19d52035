using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <summary>
/// Turns what a request wants to be so into facts. What is so already makes no fact; what is new occurs at its
/// beginning, before everything a device can report; what changes occurs now.
/// </summary>
sealed class Registrar(IGrainFactory grains, IJournal journal, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme)
{
    const string Device = "api";
    const int AtOnce = 32;

    /// <summary>Completes when every fact is on disk.</summary>
    public async Task<Registered> Register(IReadOnlyList<Wanted> wanted, CancellationToken cancel)
    {
        int stored = 0;
        var streams = wanted.GroupBy(w => w.Subject);
        await Parallel.ForEachAsync(streams, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (stream, stop) => Interlocked.Add(ref stored, await RegisterOne(stream.Key, [.. stream], stop)));
        return new Registered(wanted.Count, stored, wanted.Count - stored);
    }

    /// <summary>The newest fact of a kind in a stream.</summary>
    public async Task<T?> Newest<T>(Subject subject, CancellationToken cancel) where T : Fact =>
        NewestOf(await journal.Read(subject.Value, 0, cancel), fact => fact is T, typeof(T))?.Fact as T;

    async Task<int> RegisterOne(Subject subject, IReadOnlyList<Wanted> wanted, CancellationToken cancel)
    {
        var rows = await journal.Read(subject.Value, 0, cancel);
        var now = Instant.From(programme.GetUtcNow());
        var facts = wanted.Select(w => ToFact(w, rows, now)).OfType<Recorded>().Select(f => f.ToEnvelope()).ToArray();
        if (facts.Length == 0) return 0;
        var outcome = await grains.GetGrain(subject).Record(new FactBatch(facts)).WaitAsync(cancel);
        return outcome.Stored;
    }

    static Recorded? ToFact(Wanted wanted, IReadOnlyList<JournalRow> rows, Instant now)
    {
        var newest = NewestOf(rows, wanted.Replaces, wanted.Fact.GetType());
        if (newest is not null && wanted.Same(newest.Fact)) return null;
        var occurred = newest is null ? wanted.Beginning : Later(now, newest.Stamp.OccurredAt + TimeSpan.FromMicroseconds(1));
        var id = FactIds.Named($"api\n{wanted.Subject}\n{occurred.Microseconds}\n{System.Text.Encoding.UTF8.GetString(FactCodec.Write(wanted.Fact))}");
        return new Recorded(id, new Stamp(occurred, Device, 0, 0, 0), TimeSpan.Zero, null, now, null, null, null, wanted.Fact);
    }

    static Recorded? NewestOf(IReadOnlyList<JournalRow> rows, Func<Fact, bool> which, Type type)
    {
        var kind = FactCodec.KindOf(type);
        return rows.Where(row => row.Fact.Kind == kind).Select(row => row.Fact.ToRecorded()).Where(r => which(r.Fact)).MaxBy(r => r.Stamp);
    }

    static Instant Later(Instant a, Instant b) => a > b ? a : b;
}

/// <summary>What is to be so about a subject.</summary>
/// <param name="Beginning">When it occurs if nothing of the kind was said before.</param>
/// <param name="Replaces">Which earlier facts of the same kind speak of the same thing.</param>
/// <param name="Same">The earlier fact says the same already.</param>
sealed record Wanted(Subject Subject, Fact Fact, Instant Beginning, Func<Fact, bool> Replaces, Func<Fact, bool> Same)
{
    /// <summary>Registered once and for all days: occurs before everything.</summary>
    public static Wanted Always(Subject subject, Fact fact) => new(subject, fact, new Instant(0), _ => true, SaysTheSame(fact));

    /// <summary>Holds for one date: occurs when that date begins.</summary>
    public static Wanted OnDate(Subject subject, Fact fact, Instant beginning, Func<Fact, bool> sameDate) =>
        new(subject, fact, beginning, sameDate, SaysTheSame(fact));

    /// <summary>Records hold lists, which compare by reference: the stored bytes are what is compared.</summary>
    static Func<Fact, bool> SaysTheSame(Fact fact)
    {
        var bytes = FactCodec.Write(fact);
        return other => FactCodec.Write(other).AsSpan().SequenceEqual(bytes);
    }
}

/// <summary>What became of a write.</summary>
/// <param name="Received">Facts that followed from the request.</param>
/// <param name="Stored">New ones, on disk now.</param>
/// <param name="Unchanged">Said before.</param>
public sealed record Registered(int Received, int Stored, int Unchanged);

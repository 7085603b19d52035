using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Tests.Cluster;

/// <summary>The real journal, with a fault between its commit and the word of it.</summary>
sealed class FaultyJournal(IJournal inner) : IJournal
{
    /// <summary>Commits, and then says that the outcome is unknown.</summary>
    public bool LoseTheWord { get; set; }
    public int Appends { get; private set; }

    public static void Around(IServiceCollection services)
    {
        var real = services.Last(s => s.ServiceType == typeof(IJournal));
        services.Remove(real);
        services.AddSingleton<IJournal>(s => new FaultyJournal((IJournal)ActivatorUtilities.CreateInstance(s, real.ImplementationType!)));
    }

    public async Task<AppendOutcome> Append(StreamAppend append, CancellationToken cancel)
    {
        var outcome = await inner.Append(append, cancel);
        Appends++;
        return LoseTheWord ? throw new IOException("the connection was lost after COMMIT") : outcome;
    }

    public Task<IReadOnlyList<JournalRow>> Read(string stream, long afterSeq, CancellationToken cancel) => inner.Read(stream, afterSeq, cancel);
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

public static class JournalRegistration
{
    /// <summary>What several processes on one store need besides: what others committed comes to <see cref="IFeed"/>, and one of them can be told from the others.</summary>
    /// <param name="node">What this process is called among them; another one of that name takes over its leases.</param>
    public static IServiceCollection AddSharedJournal(this IServiceCollection services, string store, string node)
    {
        services.AddSingleton<ILease>(new SharedLease(store, node));
        return services.AddHostedService<FeedTail>();
    }

    /// <summary>
    /// Adds the store behind <see cref="IJournal"/>, <see cref="ITrack"/>, <see cref="IReadModel"/>, <see cref="IFeed"/>,
    /// <see cref="IUnreadable"/>, <see cref="ISeen"/>, <see cref="IRoots"/> and <see cref="IEvidence"/>. It opens with the first of them; another
    /// process in the same folder is refused; a store in PostgreSQL may serve several, each with a folder of its own. Needs the programme's clock under
    /// <see cref="ProgrammeClock.Key"/>.
    /// </summary>
    public static IServiceCollection AddJournal(this IServiceCollection services, Action<JournalOptions> configure)
    {
        services.AddOptions<JournalOptions>().Configure(configure).ValidateOnStart();
        services.AddSingleton<IValidateOptions<JournalOptions>, JournalOptionsCheck>();
        services.AddSingleton<Dialect>(s => Options(s).Dialect());
        services.AddSingleton<Feed>();
        services.AddSingleton<IFeed>(s => s.GetRequiredService<Feed>());
        services.AddSingleton(s => new StoreLock(Options(s).DataFolder));
        services.AddSingleton(s => new WriterTrouble(s.GetRequiredService<Dialect>(), s.GetService<TimeProvider>() ?? TimeProvider.System)).AddSingleton<IStoreTakes>(s => s.GetRequiredService<WriterTrouble>()).AddSingleton<IReadiness>(s => s.GetRequiredService<WriterTrouble>());
        services.AddSingleton(OpenWriter);
        services.AddSingleton<IWriter>(s => s.GetRequiredService<JournalWriter>());
        services.AddSingleton(OpenReaders);
        services.AddSingleton<IJournal, StreamJournal>();
        services.AddSingleton<ITrack, TrackStore>();
        services.AddSingleton<ISpareTrack, SpareTrack>();
        services.AddSingleton<IReadModel, ReadModel>();
        services.AddSingleton<IUnreadable, UnreadableStore>();
        services.AddSingleton<ISeen, SeenStore>();
        services.AddSingleton<IRoots, RootSigner>();
        services.AddSingleton<IEvidence, EvidenceReader>();
        return services;
    }

    static JournalWriter OpenWriter(IServiceProvider s)
    {
        _ = s.GetRequiredService<StoreLock>();
        return new JournalWriter(
            s.GetRequiredService<Dialect>(), Options(s), s.GetRequiredKeyedService<TimeProvider>(ProgrammeClock.Key),
            s.GetRequiredService<Feed>(), s.GetRequiredService<WriterTrouble>(), s.GetRequiredService<ILogger<JournalWriter>>());
    }

    /// <summary>After the writer, which makes the tables.</summary>
    static ReaderPool OpenReaders(IServiceProvider s)
    {
        _ = s.GetRequiredService<JournalWriter>();
        return new ReaderPool(s.GetRequiredService<Dialect>(), Options(s).Readers);
    }

    static JournalOptions Options(IServiceProvider s) => s.GetRequiredService<IOptions<JournalOptions>>().Value;

    sealed class JournalOptionsCheck : IValidateOptions<JournalOptions>
    {
        public ValidateOptionsResult Validate(string? name, JournalOptions options) =>
            options.Faults().ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}

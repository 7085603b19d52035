using Microsoft.Extensions.Logging.Abstractions;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Journal;

/// <summary>What of a kind is older than its term.</summary>
/// <param name="KeptFrom">The first day that is kept, in the programme's zone; null where no day counts.</param>
/// <param name="Count">Rows or payloads.</param>
/// <param name="Oldest">The day the oldest of it came, in the programme's zone; null where there is none.</param>
public sealed record OldRecords(string Kind, string Term, DateOnly? KeptFrom, long Count, DateOnly? Oldest, DateOnly? Newest);

/// <summary>
/// Destroys what is older than its term, so that the chain still verifies and says who destroyed what and why. A store in a folder must not be in use;
/// one in PostgreSQL may be: this waits for its turn like any other writer.
/// </summary>
public sealed class Retention : IDisposable
{
    readonly Dialect _dialect;
    readonly TimeProvider _programme;
    readonly StoreLock? _lock;
    readonly Func<string, byte[]?, bool> _isOver;
    Transactions? _transactions;

    Retention(Dialect dialect, TimeProvider programme, StoreLock? locked, Func<string, byte[]?, bool> isOver) =>
        (_dialect, _programme, _lock, _isOver) = (dialect, programme, locked, isOver);

    /// <param name="dataFolder">The folder that holds <c>journal.db</c>.</param>
    /// <param name="alone">To destroy: refused while a server has the folder. False to look only.</param>
    /// <param name="isOver">Whether a stream's subject, with its view, is at its end: then its payloads may go.</param>
    /// <exception cref="JournalException">There is no store in the folder, or it is in use.</exception>
    public static Retention On(string dataFolder, TimeProvider programme, bool alone, Func<string, byte[]?, bool> isOver)
    {
        var dialect = new SqliteDialect(dataFolder, erasing: true);
        dialect.RequireStore();
        return new Retention(dialect, programme, alone ? new StoreLock(dataFolder) : null, isOver);
    }

    /// <summary>The same of a store in PostgreSQL.</summary>
    public static Retention OnShared(string store, TimeProvider programme, Func<string, byte[]?, bool> isOver)
    {
        var dialect = new PostgresDialect(store, TimeSpan.Zero);
        dialect.RequireStore();
        return new Retention(dialect, programme, null, isOver);
    }

    /// <summary>What would go today.</summary>
    public IReadOnlyList<OldRecords> Look(Terms terms)
    {
        using var reader = new Reader(_dialect.OpenReader(), _dialect);
        if (!Migration.IsCurrent(reader, _dialect)) throw new JournalException("the store's schema is not this program's");
        return reader.Snapshot(r =>
        {
            var zone = Zone(r);
            var found = terms.Tables.Select(t => Rows(r, t.Table, t.Term, zone)).ToList();
            found.Add(Trackers(r, KeptFrom(terms.Tracker, zone), terms.Tracker, zone));
            found.Add(Payloads(r, terms.Custody, zone));
            return found;
        });
    }

    /// <summary>Destroys it; returns what went.</summary>
    public IReadOnlyList<OldRecords> Destroy(Terms terms, Destroying destroying)
    {
        if (destroying.Fault is { } fault) throw new JournalException(fault);
        var old = Look(terms);
        var zone = Read(Zone);
        foreach (var (table, term) in terms.Tables)
            if (Microseconds(KeptFrom(term, zone), zone) is { } keptFrom)
                while (Do(new RowRetentionWork(table, term, keptFrom, destroying)) > 0) { }
        if (Microseconds(KeptFrom(terms.Tracker, zone), zone) is { } trackers) Do(new TrackerRetentionWork(terms.Tracker, trackers, destroying));
        if (Microseconds(KeptFrom(terms.Custody, zone), zone) is { } custody)
            foreach (var some in Read(r => OldStream.Find(r, custody, _isOver)).Chunk(PayloadRetentionWork.Most)) Do(new PayloadRetentionWork(some, terms.Custody, custody, destroying));
        return old;
    }

    /// <summary>Writes down that so many records of a kind outside this store are about to be destroyed.</summary>
    public void Say(string kind, string term, long count, Destroying destroying) =>
        Do(new SaidWork(new RetentionAct(kind, term, null, 0, 0, count, null, null, destroying.Why, null, null), destroying));

    OldRecords Rows(Reader reader, string table, Term term, TimeZoneInfo zone)
    {
        var day = KeptFrom(term, zone);
        var old = Microseconds(day, zone) is { } keptFrom ? OldRows.Find(reader, table, keptFrom) : null;
        return new OldRecords(table, term.ToString(), day, old?.Count ?? 0, Day(old?.Oldest, zone), Day(old?.Newest, zone));
    }

    static OldRecords Trackers(Reader reader, DateOnly? day, Term term, TimeZoneInfo zone)
    {
        var old = Microseconds(day, zone) is { } keptFrom ? OldTrackers.Find(reader, keptFrom) : null;
        return new OldRecords(OldTrackers.Kind, term.ToString(), day, old?.Count ?? 0, Day(old?.Oldest, zone), Day(old?.Newest, zone));
    }

    OldRecords Payloads(Reader reader, Term term, TimeZoneInfo zone)
    {
        var day = KeptFrom(term, zone);
        var old = Microseconds(day, zone) is { } keptFrom ? OldStream.Find(reader, keptFrom, _isOver) : [];
        return old.Count == 0 ? new OldRecords("custody", term.ToString(), day, 0, null, null)
            : new OldRecords("custody", term.ToString(), day, old.Sum(o => o.Facts), Day(old.Min(o => o.Oldest), zone), Day(old.Max(o => o.Newest), zone));
    }

    T Do<T>(Work<T> work)
    {
        _transactions ??= new Transactions(_dialect, _programme, new Feed(NullLogger<Feed>.Instance), new WriterTrouble(_dialect, TimeProvider.System), NullLogger.Instance, new JournalOptions().SeenNotedEvery);
        _transactions.Take([work]);
        return work.Done.GetAwaiter().GetResult();
    }

    T Read<T>(Func<Reader, T> read)
    {
        using var reader = new Reader(_dialect.OpenReader(), _dialect);
        return read(reader);
    }

    static TimeZoneInfo Zone(Reader reader) =>
        OldStream.ViewOf(reader, Subject.Programme.Value) is { Length: > 0 } view && TimeZoneInfo.TryFindSystemTimeZoneById(ViewJson.Read<ProgrammeView>(view).Zone ?? "", out var zone)
            ? zone : TimeZoneInfo.FindSystemTimeZoneById("Asia/Hong_Kong");

    DateOnly? KeptFrom(Term term, TimeZoneInfo zone) => term.KeptFrom(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(_programme.GetUtcNow(), zone).DateTime));

    static long? Microseconds(DateOnly? day, TimeZoneInfo zone) => day is { } first
        ? Instant.From(new DateTimeOffset(first.ToDateTime(TimeOnly.MinValue), zone.GetUtcOffset(first.ToDateTime(TimeOnly.MinValue)))).Microseconds : null;

    static DateOnly? Day(long? at, TimeZoneInfo zone) => at is { } time ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(new Instant(time).ToDateTimeOffset(), zone).DateTime) : null;

    public void Dispose()
    {
        _transactions?.Dispose();
        _lock?.Dispose();
    }
}

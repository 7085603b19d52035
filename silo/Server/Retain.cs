using System.Globalization;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Grains;
using SpecimenLogistics.Journal;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Server;

/// <summary>
/// Says what is older than its term, and destroys it for two people with a reason. Exit code 0 when done, 64 for a wrong call or a store that is in use.
/// </summary>
static class Retain
{
    public const string Usage = "retain --data DIR | --store CONNECTION [--terms FILE] [--dry-run yes|no] [--by STAFF --and STAFF --why TEXT]";

    sealed record Call(string? Data, string? Store, Terms Terms, bool Look, Destroying? Destroying);

    public static async Task<int> Run(IReadOnlyList<string> words, CancellationToken cancel = default)
    {
        var given = new Given(words);
        var call = From(given);
        if (given.Mistake is { } mistake) return Refuse(mistake);
        try { return await Run(call, cancel); }
        catch (JournalException error) { return Refuse(error.Message); }
    }

    static Call From(Given given)
    {
        var (data, store) = (given.Text("--data"), StoreOptions.Store(given));
        if (data is null == store is null) given.Wrong($"it is either --data or --store; usage: Server {Usage}");
        var look = given.OneOf("--dry-run", "yes", "no") == "yes";
        var (by, and, why) = (Staff(given, "--by"), Staff(given, "--and"), given.Text("--why"));
        Destroying? destroying = null;
        if (by is not null || and is not null || why is not null || !look)
        {
            if (by is not { } first || and is not { } second || why is null) given.Wrong("to destroy takes two people and a reason: --by STAFF --and STAFF --why TEXT");
            else if ((destroying = new Destroying(first, second, why)).Fault is { } fault) given.Wrong($"--by, --and, --why: {fault}");
        }
        return new Call(data, store, TermsOf(given), look, destroying);
    }

    static Terms TermsOf(Given given)
    {
        if (given.Text("--terms") is not { } file) return new Terms();
        string[] lines;
        try { lines = File.ReadAllLines(file); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            given.Wrong($"--terms: {e.Message}");
            return new Terms();
        }
        if (Terms.Read(lines, out var fault) is { } terms) return terms;
        given.Wrong($"--terms {file}: {fault}");
        return new Terms();
    }

    static StaffId? Staff(Given given, string name)
    {
        if (given.Text(name) is not { } text) return null;
        if (StaffId.TryParse(text, out var staff)) return staff;
        given.Wrong($"{name}: '{text}' is no staff id, which has letters, digits and dashes");
        return null;
    }

    static async Task<int> Run(Call call, CancellationToken cancel)
    {
        var programme = await Programme(call, cancel);
        using var retention = call.Store is { } store ? Retention.OnShared(store, programme, Over.Is) : Retention.On(call.Data!, programme, alone: !call.Look, Over.Is);
        await using var people = await Forgetting.Open(call.Data is { } data ? PeopleVerb.PeopleFileOf(data) : null, call.Store, cancel);
        if (people is not null && call.Destroying is { } who)
            foreach (var staff in new[] { who.By, who.And })
                if (await people.Fault(staff, cancel) is { } fault) return Refuse(fault);
        var old = call.Look ? retention.Look(call.Terms) : retention.Destroy(call.Terms, call.Destroying!);
        foreach (var kind in old) Tell(kind);
        await People(call, people, retention, cancel);
        Console.WriteLine(call.Look ? "nothing was destroyed: this was a look. --dry-run no destroys, and cannot be taken back" : "destroyed; Server verify says under which act");
        return 0;
    }

    static async Task<TimeProvider> Programme(Call call, CancellationToken cancel)
    {
        if (call.Store is not { } store) return await ProgrammeTime.Open(new ClockFile(call.Data!), TimeProvider.System, null, cancel);
        // Where there is no store there is no clock in it, and its own sentence says so.
        using (Retention.OnShared(store, TimeProvider.System, Over.Is)) { }
        await using var notes = new SharedNotes(store);
        return await ProgrammeTime.Open(new ClockNote(notes), TimeProvider.System, null, cancel);
    }

    /// <summary>What lies with the accounts: names, and who looked what up. By the machine's clock, since people live by it.</summary>
    static async Task People(Call call, Forgetting? people, Retention retention, CancellationToken cancel)
    {
        var (all, before) = (call.Terms.Names == NamesForgotten.All, call.Terms.Lookups.KeptFrom(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)));
        var since = before is { } day ? Instant.From(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)).Microseconds : long.MinValue;
        var names = people is null || call.Terms.Names == NamesForgotten.Never ? 0 : await people.Names(all, cancel);
        var lookups = people is null ? 0 : await people.Lookups(since, cancel);
        var said = call.Terms.Names.ToString().ToLowerInvariant();
        Console.WriteLine($"names: {names}, of accounts: {said}");
        Tell(new OldRecords("lookups", call.Terms.Lookups.ToString(), before, lookups, null, null));
        if (call.Look || people is null) return;
        if (names > 0)
        {
            retention.Say("names", said, names, call.Destroying!);
            await people.ForgetNames(all, cancel);
        }
        if (lookups == 0) return;
        retention.Say("lookups", call.Terms.Lookups.ToString(), lookups, call.Destroying!);
        await people.ForgetLookups(since, cancel);
    }

    static void Tell(OldRecords old) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{old.Kind}: {old.Count}")
        + (old.Oldest is { } oldest ? $", of {Day(oldest)} to {Day(old.Newest!.Value)}" : "") + (old.KeptFrom is { } from ? $"; kept from {Day(from)} on ({old.Term})" : "; kept for ever"));

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 64;
    }
}

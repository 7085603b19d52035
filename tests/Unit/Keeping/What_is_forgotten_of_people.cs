using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Server;
using SpecimenLogistics.Ui;
using SpecimenLogistics.Ui.People;
using SpecimenLogistics.Unit.Journal;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Keeping;

public sealed class What_is_forgotten_of_people_SQLite() : What_is_forgotten_of_people(On.Sqlite);
public sealed class What_is_forgotten_of_people_PostgreSQL() : What_is_forgotten_of_people(On.Postgres);

/// <summary>Three people, one of them gone, and two look-ups, one of them two years ago: by the verb, as an operator does it.</summary>
public abstract class What_is_forgotten_of_people(On on) : IDisposable
{
    static readonly string[] s_destroy = ["--dry-run", "no", "--by", "S-0001", "--and", "S-0002", "--why", "the programme's rule"];
    readonly TestStore _store = new(on);

    [Fact]
    public async Task Is_the_names_of_ended_accounts_and_look_ups_past_their_term_and_the_record_says_under_whom()
    {
        await Fill();
        Assert.Equal(0, await Retain());
        Assert.Equal(("S-0001 S-0002 S-0003", "BX-OLD BX-NEW"), await Left());
        Assert.Equal(0, await Retain(s_destroy));
        Assert.Equal(("S-0001 S-0002", "BX-NEW"), await Left());
        // What is gone is not said again.
        Assert.Equal(0, await Retain(s_destroy));
        var report = _store.Verify();
        Assert.Empty(report.Breaks);
        Assert.Equal([("names", 1L, "ended"), ("lookups", 1L, "1 year")], report.DestroyedUnder.Select(d => (d.Kind, d.Count, d.Term)));
    }

    [Fact]
    public async Task Is_every_name_where_the_terms_say_so_and_nobody_loses_the_account()
    {
        await Fill();
        var terms = Path.Combine(_store.Folder, "terms.txt");
        await File.WriteAllTextAsync(terms, "names all\nlookups never\n", Soon);
        Assert.Equal(0, await Retain([.. s_destroy, "--terms", terms]));
        Assert.Equal(("", "BX-OLD BX-NEW"), await Left());
        Assert.Equal(3, await People(db => db.Users.CountAsync(Soon)));
        Assert.Equal([("names", 3L, "all")], _store.Verify().DestroyedUnder.Select(d => (d.Kind, d.Count, d.Term)));
    }

    [Fact]
    public async Task Is_nothing_for_somebody_whose_account_is_ended()
    {
        await Fill();
        Assert.Equal(64, await Retain("--dry-run", "no", "--by", "S-0001", "--and", "S-0003", "--why", "the programme's rule"));
        Assert.Equal(("S-0001 S-0002 S-0003", "BX-OLD BX-NEW"), await Left());
    }

    async Task Fill()
    {
        await _store.Journal.Append(Append("box/BX-NEW", 0, Fact(1)), Soon);
        // In a folder the server ends first; in a database it stays.
        if (on == On.Sqlite) _store.Close();
        foreach (var (staff, role, name) in new[] { ("S-0001", "admin", "Somebody"), ("S-0002", "dispatcher", "Chan Tai Man"), ("S-0003", "auditor", "Gone Away") })
            await Accounts.Add(Accounted, _store.Store, staff, [role], null, name, Soon);
        await People(async db =>
        {
            var now = Instant.From(TimeProvider.System.GetUtcNow());
            foreach (var (at, box) in new[] { (now - TimeSpan.FromDays(730), "BX-OLD"), (now, "BX-NEW") }) db.LookedUp.Add(new LookedUp(0, at.Microseconds, at.Microseconds, "S-0002", "Box", box));
            (await db.Users.SingleAsync(p => p.UserName == "S-0003", Soon)).Ended = true;
            return await db.SaveChangesAsync(Soon);
        });
    }

    string? Accounted => _store.Store is null ? PeopleVerb.PeopleFileOf(_store.Folder) : null;

    Task<int> Retain(params string[] more) => Server.Retain.Run([.. _store.Store is { } store ? ["--store", store] : new[] { "--data", _store.Folder }, .. more], Soon);

    Task<(string Names, string Lookups)> Left() => People(async db => (
        string.Join(' ', await db.Names.Select(n => n.Staff).OrderBy(s => s).ToListAsync(Soon)), string.Join(' ', await db.LookedUp.OrderBy(l => l.Number).Select(l => l.Which).ToListAsync(Soon))));

    async Task<T> People<T>(Func<PeopleDb, Task<T>> ask)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(TimeProvider.System).AddDataProtection();
        services.AddOptions<UiOptions>().Configure(options => (options.People, options.PeopleStore) = (Accounted, _store.Store));
        services.AddAccounts();
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<PeopleDb>());
    }

    public void Dispose() => _store.Dispose();
}

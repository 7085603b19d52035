using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.People;

namespace SpecimenLogistics.Ui;

/// <summary>Whose accounts there are and what of them can be forgotten, without a server: for the command line. Where there is no file of accounts none is made.</summary>
public sealed class Forgetting : IAsyncDisposable
{
    readonly ServiceProvider provider;
    readonly AsyncServiceScope scope;
    readonly PeopleDb db;

    Forgetting(ServiceProvider provider)
    {
        this.provider = provider;
        scope = provider.CreateAsyncScope();
        db = scope.ServiceProvider.GetRequiredService<PeopleDb>();
    }

    /// <param name="file">The file of accounts, or null.</param>
    /// <param name="store">The database of accounts where there is no file.</param>
    /// <returns>Null where there are no accounts.</returns>
    public static async Task<Forgetting?> Open(string? file, string? store, CancellationToken cancel)
    {
        if (store is null && (file is null || !File.Exists(file))) return null;
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(TimeProvider.System).AddDataProtection();
        services.AddOptions<UiOptions>().Configure(options => (options.People, options.PeopleStore) = (file, store));
        services.AddAccounts();
        var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<PeopleFile>().StartAsync(cancel);
        return new Forgetting(provider);
    }

    /// <summary>What is wrong with somebody who wants to have something destroyed; null where the person has an account in force, or nobody has one.</summary>
    public async Task<string?> Fault(StaffId staff, CancellationToken cancel)
    {
        var normal = staff.Value.ToUpperInvariant();
        if (!await db.Users.AnyAsync(cancel)) return null;
        return await db.Users.AsNoTracking().FirstOrDefaultAsync(p => p.NormalizedUserName == normal, cancel) switch
        {
            null => $"{staff} has no account",
            { Ended: true } => $"the account of {staff} is ended",
            _ => null,
        };
    }

    public Task<int> Names(bool ofAll, CancellationToken cancel) => NamesOf(ofAll).CountAsync(cancel);
    public Task<int> Lookups(long before, CancellationToken cancel) => db.LookedUp.CountAsync(l => l.RealAt < before, cancel);
    public Task ForgetNames(bool ofAll, CancellationToken cancel) => db.Erasing(() => NamesOf(ofAll).ExecuteDeleteAsync(cancel), cancel);

    /// <param name="before">Microseconds since 1970 UTC, of the machine's clock.</param>
    public Task ForgetLookups(long before, CancellationToken cancel) => db.Erasing(() => db.LookedUp.Where(l => l.RealAt < before).ExecuteDeleteAsync(cancel), cancel);

    IQueryable<PersonName> NamesOf(bool ofAll) => db.Names.Where(n => ofAll || db.Users.Any(p => p.UserName == n.Staff && p.Ended));

    public async ValueTask DisposeAsync()
    {
        await scope.DisposeAsync();
        await provider.DisposeAsync();
    }
}

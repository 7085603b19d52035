using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Audit;

namespace SpecimenLogistics.Ui.People;

/// <summary>Look-ups in the file of accounts: they name people, so they lie with what may be deleted, and outlive the process.</summary>
sealed class StoredLookups(IServiceScopeFactory scopes, TimeProvider time) : ILookups
{
    public async Task Record(Lookup what, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PeopleDb>();
        db.LookedUp.Add(new LookedUp(0, what.At.Microseconds, Instant.From(time.GetUtcNow()).Microseconds, what.Who, what.Kind.ToString(), what.About));
        await db.SaveChangesAsync(cancel);
    }

    public async Task<IReadOnlyList<Lookup>> Newest(int limit, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<PeopleDb>().LookedUp.AsNoTracking().OrderByDescending(l => l.Number).Take(limit).ToListAsync(cancel);
        return [.. rows.Select(l => new Lookup(new Instant(l.At), l.Who, Enum.Parse<LookupKind>(l.What), l.Which))];
    }
}

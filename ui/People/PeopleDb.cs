using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace SpecimenLogistics.Ui.People;

/// <summary>Accounts and names: a file of its own beside the journal, since nothing in it is custody and all of it may have to be deleted.</summary>
public sealed class PeopleDb(DbContextOptions<PeopleDb> options) : IdentityUserContext<Person>(options)
{
    public DbSet<PersonName> Names => Set<PersonName>();
    public DbSet<LookedUp> LookedUp => Set<LookedUp>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.Entity<PersonName>().HasKey(n => n.Staff);
        model.Entity<LookedUp>().HasKey(l => l.Number);
    }
}

/// <summary>Somebody looked a tube or box up, or took something away.</summary>
/// <param name="At">Microseconds since 1970 UTC, of the programme.</param>
/// <param name="RealAt">The same of the machine's clock.</param>
public sealed record LookedUp(long Number, long At, long RealAt, string Who, string What, string Which);
